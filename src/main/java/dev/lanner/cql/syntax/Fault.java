package dev.lanner.cql.syntax;

/**
 * Thrown when reading cannot go on where it stands. The problem has been reported already; whoever
 * catches it looks for the next place to go on from.
 */
class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Fault() {
    super(null, null, false, false);
  }

  /** There is no place to go on from: the query is nested too deeply. */
  static final class Final extends Fault {
    private static final long serialVersionUID = 1L;
  }
}
