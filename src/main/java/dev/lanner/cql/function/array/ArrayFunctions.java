package dev.lanner.cql.function.array;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class ArrayFunctions {
  private ArrayFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of();
  }
}
