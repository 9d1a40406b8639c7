package dev.lanner.cql.function.math;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class MathFunctions {
  private MathFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(new Round());
  }
}
