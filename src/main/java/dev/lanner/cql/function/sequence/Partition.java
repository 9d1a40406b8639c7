package dev.lanner.cql.function.sequence;

import static dev.lanner.cql.function.Parameter.Type.PIPELINE;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.util.List;

/**
 * Cuts the rows into pieces before or after each row that meets a condition, and aggregates each
 * piece.
 */
final class Partition implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "partition",
          Kind.AGGREGATE,
          Group.SEQUENCE,
          Running.FUNCTION,
          required("condition", PIPELINE),
          optional("split", TEXT, "before").oneOf("after", "before"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Filter condition = Filters.emits(arguments.transform("condition"));
    Aggregate function = Running.function(arguments);
    boolean before = arguments.text("split").equals("before");
    return new RowsInOrder(arguments) {
      @Override
      void emit(List<Row> rows, Output out) {
        Accumulator piece = null;
        for (Row row : rows) {
          boolean cut = condition.test(row);
          if (cut && before && piece != null) {
            piece.emit(out);
            piece = null;
          }
          if (piece == null) {
            piece = function.create();
          }
          piece.add(row);
          if (cut && !before) {
            piece.emit(out);
            piece = null;
          }
        }
        if (piece != null) {
          piece.emit(out);
        }
      }
    };
  }
}
