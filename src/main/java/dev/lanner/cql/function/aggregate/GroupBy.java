package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import java.util.List;

/**
 * One row for each combination of the fields' values, with what the functions yield for its rows. A
 * row that lacks one of the fields is in no group (LANGUAGE U2). Counts if told nothing; {@code
 * function=[]} gives the combinations alone. More groups than the limit: those with the largest
 * results. In a rule only a written limit counts.
 */
final class GroupBy implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "groupBy",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("field", FIELDS).orUnnamed(),
          optional("function", AGGREGATES),
          optional("limit", WHOLE, "20000").oneOf("max"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> names = arguments.texts("field");
    int[] keys = names.stream().distinct().mapToInt(arguments.fields()::intern).toArray();
    long limit = arguments.whole("limit");
    if (arguments.given("limit") && limit < 1) {
      arguments.problem("limit", "bad-argument", "the limit must be at least 1", "");
    }
    boolean unlimited = arguments.asRule() && !arguments.given("limit");
    return new Groups(
        arguments.fields(),
        keys,
        Stats.function(arguments, "function"),
        unlimited ? Long.MAX_VALUE : limit);
  }
}
