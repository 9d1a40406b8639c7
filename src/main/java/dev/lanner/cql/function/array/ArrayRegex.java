package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.regex.RegexArgument;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;

/** Keeps events with an array element in which a pattern is found. Sets no fields. */
final class ArrayRegex implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:regex",
          FILTER,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          optional("flags", Parameter.Type.TEXT),
          required("regex", Parameter.Type.REGEX));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    CqlRegex regex = RegexArgument.compileWithFlags(arguments, "regex", "");
    if (regex == null) {
      return (Filter) row -> false;
    }
    return (Filter)
        row -> {
          for (String element : array.read(row)) {
            if (regex.find(element)) {
              return true;
            }
          }
          return false;
        };
  }
}
