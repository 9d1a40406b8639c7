package dev.lanner.cql.function.sequence;

import static dev.lanner.cql.function.Parameter.Type.WHOLE;
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
import java.util.List;

/** Adds to each row an aggregate over the last so many rows, itself included or not. */
final class SlidingWindow implements CqlFunction {
  private static final int MAX_EVENTS = 1000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "slidingWindow",
          Kind.AGGREGATE,
          Group.SEQUENCE,
          Running.FUNCTION,
          required("events", WHOLE),
          Running.CURRENT);

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    long events = arguments.whole("events");
    if (events < 1 || events > MAX_EVENTS) {
      arguments.problem("events", "bad-argument", "`events` must be from 1 to " + MAX_EVENTS, "");
    }
    Aggregate function = Running.function(arguments);
    boolean include = Running.includesCurrent(arguments);
    return new RowsInOrder(arguments) {
      @Override
      void emit(List<Row> rows, Output out) {
        for (int i = 0; i < rows.size(); i++) {
          int end = include ? i + 1 : i;
          Accumulator state = function.create();
          rows.subList((int) Math.max(0, end - events), end).forEach(state::add);
          Running.emit(rows.get(i), state, out);
        }
      }
    };
  }
}
