package dev.lanner.cql.syntax;

/**
 * Writes a tree as canonical official CQL: read again, STRICT, it gives the same tree but for the
 * spans.
 */
public final class Printer {
  private Printer() {}

  /** The whole query, one top-level step a line, each further line beginning with {@code "| "}. */
  public static String print(Query query) {
    throw new UnsupportedOperationException();
  }
}
