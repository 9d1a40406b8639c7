package dev.lanner.cql.syntax;

/** Reads a query's text. */
public final class Parser {
  private Parser() {}

  /** Which texts are accepted. */
  public enum Dialect {
    /** Official CQL with the documented extras and what the wild needs. */
    STRICT,
    /**
     * Also the seeds' dialect (LANGUAGE section 6); each construct of it gives an {@code info}
     * problem.
     */
    SEEDS
  }

  /**
   * Reads {@code text}. Never throws because of what the text says: whatever is wrong is among the
   * problems of the result, all of it, in the order of the text.
   */
  public static Query parse(String text, Dialect dialect) {
    throw new UnsupportedOperationException();
  }
}
