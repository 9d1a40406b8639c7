package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.ASSIGNMENTS;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.Arguments.Assignment;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import java.util.List;

/** Assigns values to fields, one after the other; an expression without a value assigns nothing. */
final class Eval implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "eval", Kind.TRANSFORM, Group.CONDITION, Parameter.required("assignments", ASSIGNMENTS));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<Assignment> assignments = arguments.assignments();
    int[] ids =
        assignments.stream().mapToInt(each -> arguments.fields().intern(each.field())).toArray();
    Scalar[] values = assignments.stream().map(Assignment::value).toArray(Scalar[]::new);
    return new Assigning(ids, values);
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Assigning(int[] ids, Scalar[] values) implements Transform, Traced {
    @Override
    public void process(Row row, Output out) {
      for (int i = 0; i < ids.length; i++) {
        row.set(ids[i], values[i].text(row));
      }
      out.emit(row);
    }

    @Override
    public Requirement trace(Trace trace) {
      for (int i = 0; i < ids.length; i++) {
        trace.assign(ids[i], values[i]);
      }
      return Requirement.ALWAYS;
    }
  }
}
