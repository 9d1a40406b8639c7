package dev.lanner.cql.function.join;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Filter;
import java.util.List;

/** Conditions of which it is asked which ones a row meets, as bits; the row stays as it is. */
final class Conditions {
  private final Filter[] filters;

  private Conditions(List<Filter> filters) {
    this.filters = filters.toArray(Filter[]::new);
  }

  /** The filters of a parameter; at most 63. */
  static Conditions of(Arguments arguments, String parameter) {
    List<Filter> filters = arguments.filters(parameter);
    if (filters.isEmpty() || filters.size() >= Long.SIZE) {
      arguments.problem(
          parameter, "bad-argument", "`" + parameter + "` takes 1 to 63 conditions", "");
    }
    return new Conditions(filters.subList(0, Math.min(filters.size(), Long.SIZE - 1)));
  }

  /** The bits of all conditions. */
  long all() {
    return (1L << filters.length) - 1;
  }

  /** The bits of those that a row meets. */
  long met(Row row) {
    long met = 0;
    int mark = row.mark();
    for (int i = 0; i < filters.length; i++) {
      if (filters[i].test(row)) {
        met |= 1L << i;
      }
      row.rollback(mark);
    }
    return met;
  }
}
