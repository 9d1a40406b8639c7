package dev.lanner.cql.function.text;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class TextFunctions {
  private TextFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(new Lower());
  }
}
