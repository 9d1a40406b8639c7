package dev.lanner.cql.compile;

import dev.lanner.cql.syntax.Query;

/** Turns a read query into an executable one, or says everything that is wrong with it. */
public final class Compiler {
  private Compiler() {}

  /** Analyses and compiles {@code query}. Never throws because of what the query says. */
  public static CompileResult compile(Query query, CompileOptions options) {
    throw new UnsupportedOperationException();
  }
}
