package dev.lanner.cql.function.sequence;

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

/** Adds to each row an aggregate over all rows up to it. */
final class Accumulate implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "accumulate", Kind.AGGREGATE, Group.SEQUENCE, Running.FUNCTION, Running.CURRENT);

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Aggregate function = Running.function(arguments);
    boolean include = Running.includesCurrent(arguments);
    return new RowsInOrder(arguments) {
      @Override
      void emit(List<Row> rows, Output out) {
        Accumulator state = function.create();
        for (Row row : rows) {
          if (include) {
            state.add(row);
          }
          Running.emit(row, state, out);
          if (!include) {
            state.add(row);
          }
        }
      }
    };
  }
}
