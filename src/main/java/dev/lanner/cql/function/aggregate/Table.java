package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXTS;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Projection;
import dev.lanner.cql.run.RowOrder;
import java.util.List;

/**
 * A row for each row, with the fields listed only, in their order; by default the newest first and
 * at most 200. Rows that the order does not tell apart keep the order they came in. In a rule,
 * without a written limit, every row passes with its fields cut down.
 */
final class Table implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "table",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("fields", FIELDS).orUnnamed(),
          optional("limit", WHOLE, "200").oneOf("max"),
          optional("sortby", FIELDS, "@timestamp"),
          optional("order", TEXTS, "desc").oneOf("asc", "desc"),
          optional("type", TEXTS, "number").oneOf("any", "hex", "number", "string"),
          optional("reverse", BOOLEAN));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> names = arguments.texts("fields");
    List<RowOrder.Key> order = SortKeys.of(arguments, arguments.texts("sortby"));
    return RowLimit.bind(
        arguments,
        1,
        limit -> KeptRows.table(arguments, order, limit, names),
        new Projection(arguments.fields(), names));
  }
}
