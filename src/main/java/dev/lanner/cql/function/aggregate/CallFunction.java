package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;

/** One of six aggregates by its name, which may come from a parameter of the query. */
final class CallFunction implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "callFunction",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("function", TEXT)
              .oneOf("avg", "count", "max", "min", "range", "sum")
              .orUnnamed(),
          required("field", FIELD),
          as("_function"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    int as = arguments.field("as");
    FieldTable fields = arguments.fields();
    return switch (arguments.text("function")) {
      case "avg" -> new OneValue<>(fields, as, () -> new Avg.Mean(field));
      case "max" -> new OneValue<>(fields, as, () -> new Extreme(field, true));
      case "min" -> new OneValue<>(fields, as, () -> new Extreme(field, false));
      case "range" -> new OneValue<>(fields, as, () -> new Range.Spread(field));
      case "sum" -> new OneValue<>(fields, as, () -> new Sum.Total(field));
      default -> new OneValue<>(fields, as, () -> new Count.RowCount(field));
    };
  }
}
