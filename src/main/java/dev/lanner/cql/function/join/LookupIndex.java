package dev.lanner.cql.function.join;

/**
 * Finds rows of a lookup file by the texts of its key columns. Immutable: queries that run at the
 * same time share one.
 */
interface LookupIndex {
  /**
   * The numbers of the rows whose key columns match, the one that wins first: the last of the file,
   * or the most specific network.
   *
   * @param key one text a key column, none null
   * @param max how many rows to return at most
   */
  int[] find(String[] key, int max);
}
