package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class AggregateFunctions {
  private AggregateFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new Avg(),
        new Collect(),
        new Count(),
        new GroupBy(),
        new Head(),
        new Max(),
        new Min(),
        new SelectFromExtreme("selectFromMax", true),
        new SelectFromExtreme("selectFromMin", false),
        new SelectLast(),
        new Sort(),
        new Stats(),
        new Sum(),
        new Table(),
        new Tail(),
        new Top());
  }
}
