package dev.lanner.cql.function.math;

import static dev.lanner.cql.function.FunctionSpec.Group.MATH;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.List;

/**
 * The names of the bits that are set in a whole number, lowest first, with a separator between
 * them.
 */
final class ExtractFlagsAsString implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "bitfield:extractFlagsAsString",
          SCALAR,
          MATH,
          as("_flags"),
          required("field", Parameter.Type.FIELD),
          required("flagNames", Parameter.Type.TUPLES),
          optional("separator", Parameter.Type.TEXT, " "));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    List<Flags.Flag> flags = Flags.of(arguments, "flagNames");
    String separator = arguments.text("separator");
    return (Scalar)
        row -> {
          List<String> set = Flags.set(row, field, flags);
          return set == null ? null : Value.of(String.join(separator, set));
        };
  }
}
