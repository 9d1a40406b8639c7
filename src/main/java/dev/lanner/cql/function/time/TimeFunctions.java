package dev.lanner.cql.function.time;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class TimeFunctions {
  private TimeFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(new FormatTime());
  }
}
