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

/** All rows as they are, and behind them the rows of an aggregate over them, such as a total. */
final class AppendAggregation implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact("appendAggregation", Kind.AGGREGATE, Group.SEQUENCE, Running.FUNCTION);

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Aggregate function = Running.function(arguments);
    return new RowsInOrder(arguments) {
      @Override
      void emit(List<Row> rows, Output out) {
        Accumulator state = function.create();
        for (Row row : rows) {
          state.add(row);
          out.emit(row.copy());
        }
        state.emit(out);
      }
    };
  }
}
