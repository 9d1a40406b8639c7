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
        new Bucket(),
        new CallFunction(),
        new Collect(),
        new Count(),
        new CounterAsRate(),
        FieldStats.counts(),
        FieldStats.names(),
        new GroupBy(),
        new Head(),
        new LinReg(),
        new Max(),
        new Min(),
        new Percentage(),
        new Percentile(),
        new Range(),
        new SelectFromExtreme("selectFromMax", true),
        new SelectFromExtreme("selectFromMin", false),
        new SelectLast(),
        new Sort(),
        new Stats(),
        new StdDev(),
        new Sum(),
        new Table(),
        new Tail(),
        new TimeChart(),
        new Top(),
        new Transpose(),
        new Window());
  }
}
