package dev.lanner.cql.function.sequence;

import static dev.lanner.cql.function.Parameter.Type.DURATION;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Adds to each row an aggregate over the rows of a span that ends with it: {@code (t − span, t]},
 * at most the last {@value #MAX_EVENTS} of them. Rows are put in time order first, where LogScale
 * reports an error if they are not; those without a time are left out.
 */
final class SlidingTimeWindow implements CqlFunction {
  private static final int MAX_EVENTS = 10_000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "slidingTimeWindow",
          Kind.AGGREGATE,
          Group.SEQUENCE,
          Running.FUNCTION,
          required("span", DURATION),
          Running.CURRENT,
          optional("timestampfield", FIELD, "@timestamp"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    long span = arguments.millis("span");
    int time = arguments.field("timestampfield");
    Aggregate function = Running.function(arguments);
    boolean include = Running.includesCurrent(arguments);
    return new RowsInOrder(arguments) {
      @Override
      void emit(List<Row> rows, Output out) {
        List<Timed> timed = inTime(rows, time);
        int from = 0;
        for (int i = 0; i < timed.size(); i++) {
          while (timed.get(from).time <= timed.get(i).time - span) {
            from++;
          }
          int end = include ? i + 1 : i;
          Accumulator state = function.create();
          for (int j = Math.max(from, end - MAX_EVENTS); j < end; j++) {
            state.add(timed.get(j).row);
          }
          Running.emit(timed.get(i).row, state, out);
        }
      }
    };
  }

  private record Timed(double time, Row row) {}

  private static List<Timed> inTime(List<Row> rows, int field) {
    List<Timed> timed = new ArrayList<>();
    for (Row row : rows) {
      Value value = Value.of(row.text(field));
      if (value != null && value.isNumber()) {
        timed.add(new Timed(value.asDouble(), row));
      }
    }
    // Stable: rows of one time keep their order.
    timed.sort(Comparator.comparingDouble(Timed::time));
    return timed;
  }
}
