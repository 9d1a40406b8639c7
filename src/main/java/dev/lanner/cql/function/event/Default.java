package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;

/** Gives fields a value where they are missing and, if asked, where they are empty. */
final class Default implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "default",
          Kind.TRANSFORM,
          Group.CONDITION,
          required("value", TEXT).orUnnamed(),
          required("field", FIELDS),
          optional("replaceEmpty", BOOLEAN, "false"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    String value = arguments.text("value");
    boolean replaceEmpty = arguments.flag("replaceEmpty");
    int[] ids = arguments.texts("field").stream().mapToInt(arguments.fields()::intern).toArray();
    return new Filling(ids, value, replaceEmpty);
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Filling(int[] ids, String value, boolean replaceEmpty)
      implements Transform, Traced {
    @Override
    public void process(Row row, Output out) {
      for (int id : ids) {
        String text = row.text(id);
        if (text == null || replaceEmpty && text.isEmpty()) {
          row.set(id, value);
        }
      }
      out.emit(row);
    }

    @Override
    public Requirement trace(Trace trace) {
      for (int id : ids) {
        trace.assign(id, Origins.constant(value));
      }
      return Requirement.ALWAYS;
    }
  }
}
