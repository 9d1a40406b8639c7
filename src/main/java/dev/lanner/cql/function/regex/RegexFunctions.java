package dev.lanner.cql.function.regex;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class RegexFunctions {
  private RegexFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(new Regex(), new Replace());
  }
}
