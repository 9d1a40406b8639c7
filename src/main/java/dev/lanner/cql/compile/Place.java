package dev.lanner.cql.compile;

/** Where a pipeline stands, which decides what may stand in it. */
enum Place {
  /** The query itself. */
  TOP("the query", true),
  /** A clause of {@code case} or an arm of {@code match}. */
  CLAUSE("a clause of `case` or `match`", false),
  /** What a function applies to one row at a time. */
  STEPS("a filter or transformation given to a function", false),
  /** A pipeline given to a function that wants an aggregate. */
  AGGREGATE("an aggregate given to a function", true),
  /** A query of its own, as in {@code join}. */
  QUERY("a query inside the query", true),
  /** A named query of {@code correlate}. */
  CONSTELLATION("a query of `correlate`", false);

  private final String words;
  private final boolean aggregates;

  Place(String words, boolean aggregates) {
    this.words = words;
    this.aggregates = aggregates;
  }

  /** For messages. */
  String words() {
    return words;
  }

  /** Whether aggregates may stand there. */
  boolean aggregates() {
    return aggregates;
  }
}
