package dev.lanner.cql.function.math;

import static dev.lanner.cql.function.FunctionSpec.Group.MATH;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.util.List;

/**
 * Sets a field {@code true} or {@code false} for each named bit of a whole number, or only those
 * that are set. Missing field, or no whole number: nothing is set.
 */
final class ExtractFlags implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "bitfield:extractFlags",
          TRANSFORM,
          MATH,
          required("field", Parameter.Type.FIELD),
          optional("onlyTrue", Parameter.Type.BOOLEAN, "false"),
          required("output", Parameter.Type.TUPLES));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    boolean onlyTrue = arguments.flag("onlyTrue");
    List<Flags.Flag> flags = Flags.of(arguments, "output");
    return (Transform)
        (row, out) -> {
          List<String> set = Flags.set(row, field, flags);
          if (set != null) {
            for (Flags.Flag flag : flags) {
              if (set.contains(flag.name())) {
                row.set(flag.name(), "true");
              } else if (!onlyTrue) {
                row.set(flag.name(), "false");
              }
            }
          }
          out.emit(row);
        };
  }
}
