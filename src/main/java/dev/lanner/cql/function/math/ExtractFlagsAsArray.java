package dev.lanner.cql.function.math;

import static dev.lanner.cql.function.FunctionSpec.Group.MATH;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.array.ArrayField;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.util.List;

/** Sets an array to the names of the bits that are set in a whole number, lowest first. */
final class ExtractFlagsAsArray implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "bitfield:extractFlagsAsArray",
          TRANSFORM,
          MATH,
          optional("asArray", Parameter.Type.TEXT, "_flags[]"),
          required("field", Parameter.Type.FIELD),
          required("flagNames", Parameter.Type.TUPLES));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    List<Flags.Flag> flags = Flags.of(arguments, "flagNames");
    ArrayField array = ArrayField.of(arguments.text("asArray"));
    return (Transform)
        (row, out) -> {
          List<String> set = Flags.set(row, field, flags);
          if (set != null) {
            array.replace(row, set);
          }
          out.emit(row);
        };
  }
}
