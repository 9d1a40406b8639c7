package dev.lanner.cql.function.time;

import dev.lanner.cql.function.CqlFunction;
import java.util.ArrayList;
import java.util.List;

/** The functions of this package. */
public final class TimeFunctions {
  private TimeFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    List<CqlFunction> all = new ArrayList<>();
    all.add(new Duration());
    all.add(new FindTimestamp());
    all.add(new FormatDuration());
    all.add(new FormatTime());
    all.add(new ParseTimestamp());
    all.addAll(SearchTime.all());
    all.addAll(TimePart.all());
    return all;
  }
}
