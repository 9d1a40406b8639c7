package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;

/** Removes fields. */
final class Drop implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "drop", Kind.TRANSFORM, Group.EVENT, required("fields", FIELDS).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] ids = arguments.texts("fields").stream().mapToInt(arguments.fields()::intern).toArray();
    return new Dropping(ids);
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Dropping(int[] ids) implements Transform, Traced {
    @Override
    public void process(Row row, Output out) {
      for (int id : ids) {
        row.remove(id);
      }
      out.emit(row);
    }

    @Override
    public Requirement trace(Trace trace) {
      for (int id : ids) {
        trace.change(id);
      }
      return Requirement.ALWAYS;
    }
  }
}
