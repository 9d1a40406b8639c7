package dev.lanner.cql.compile;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A query inside a query, over the same input or that of another view. */
final class Subquery implements RowSource {
  private final Search search;
  private final SearchInput input;
  private final String view;

  private Subquery(Search search, SearchInput input, String view) {
    this.search = search;
    this.input = input;
    this.view = view;
  }

  static Subquery of(
      Context context, List<Stage> stages, Preparations preparations, Arguments.Scope scope) {
    return new Subquery(
        new Search(context.fields(), inTime(context, stages, scope), shifted(preparations, scope)),
        context.input(),
        scope.view().orElse(null));
  }

  private static boolean timed(Arguments.Scope scope) {
    return scope.start().isPresent() || scope.end().isPresent();
  }

  private static List<Stage> inTime(Context context, List<Stage> stages, Arguments.Scope scope) {
    if (!timed(scope)) {
      return stages;
    }
    int timestamp = context.fields().intern("@timestamp");
    long start = scope.start().orElse(Long.MIN_VALUE);
    long end = scope.end().orElse(Long.MAX_VALUE);
    Filter inside = row -> isInside(row, timestamp, start, end);
    List<Stage> all = new ArrayList<>();
    all.add(new Stage(inside, null, new BitSet(), false, false));
    all.addAll(stages);
    return all;
  }

  private static Preparations shifted(Preparations preparations, Arguments.Scope scope) {
    Preparations shifted = new Preparations();
    preparations.all().forEach(at -> shifted.add(at.node(), at.stage() + (timed(scope) ? 1 : 0)));
    return shifted;
  }

  private static boolean isInside(Row row, int timestamp, long start, long end) {
    Value time = Value.of(row.text(timestamp));
    return time != null && time.isNumber() && time.asDouble() >= start && time.asDouble() < end;
  }

  @Override
  public void forEach(Output out) {
    search.run(() -> input.events(view), out);
  }
}
