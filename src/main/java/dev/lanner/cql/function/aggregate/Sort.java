package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXTS;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.RowOrder;
import java.util.List;

/**
 * The rows in the order of some fields, by default of {@code _count}, descending, at most 200. Rows
 * that the fields do not tell apart keep the order they came in. In a rule, without a written
 * limit, every row passes.
 */
final class Sort implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "sort",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          optional("field", FIELDS, "_count").orUnnamed(),
          optional("order", TEXTS, "desc").oneOf("asc", "desc"),
          optional("type", TEXTS, "number").oneOf("any", "hex", "number", "string"),
          optional("limit", WHOLE, "200").oneOf("max"),
          optional("reverse", BOOLEAN));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<RowOrder.Key> order = SortKeys.of(arguments, arguments.texts("field"));
    return RowLimit.bind(arguments, 1, limit -> KeptRows.sorted(arguments, order, limit));
  }
}
