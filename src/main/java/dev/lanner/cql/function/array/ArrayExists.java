package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;

/** Keeps events with an array element, bound to {@code var}, that steps let through. */
final class ArrayExists implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:exists",
          FILTER,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          required("condition", Parameter.Type.PIPELINE),
          optional("var", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Elements elements = Elements.of(arguments);
    Transform condition = arguments.transform("condition");
    return (Filter)
        row -> {
          boolean[] found = new boolean[1];
          elements.forEach(
              row,
              element -> {
                condition.process(element, passed -> found[0] = true);
                return !found[0];
              });
          return found[0];
        };
  }
}
