package dev.lanner.cql.function.widget;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
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
 * The edges of a Sankey diagram: for each pair of texts of two fields, {@code source}, {@code
 * target} and {@code weight}, by default how many rows have them. Rows that lack one of the fields
 * do not count.
 */
final class Sankey implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "sankey",
          Kind.AGGREGATE,
          Group.WIDGET,
          required("source", FIELD),
          required("target", FIELD),
          optional("weight", AGGREGATES));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int source = arguments.field("source");
    int target = arguments.field("target");
    return new NamedGroups(
        arguments,
        row -> {
          String from = row.text(source);
          String to = row.text(target);
          return from == null || to == null ? null : new String[] {from, to};
        },
        List.of("source", "target"),
        "weight",
        "weight");
  }
}
