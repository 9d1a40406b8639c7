package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Projection;
import dev.lanner.cql.run.Transform;
import java.util.List;

/** Leaves a row the fields listed; {@code *} leaves it all. */
final class Select implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "select", Kind.TRANSFORM, Group.EVENT, required("fields", FIELDS).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> names = arguments.texts("fields");
    if (names.contains("*")) {
      return (Transform) (row, out) -> out.emit(row);
    }
    return new Projection(arguments.fields(), names);
  }
}
