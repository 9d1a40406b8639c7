package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.EXPRESSION;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.TracedValue;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** One of two values; the second also if the condition has no value. */
final class If implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "if",
          Kind.SCALAR,
          Group.CONDITION,
          required("condition", EXPRESSION).orUnnamed(),
          required("then", EXPRESSION),
          required("else", EXPRESSION),
          as("_if"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar condition = arguments.expression("condition");
    Scalar yes = arguments.expression("then");
    Scalar no = arguments.expression("else");
    return new Choice(condition, yes, no);
  }

  private record Choice(Scalar condition, Scalar yes, Scalar no) implements Scalar, TracedValue {
    @Override
    public Value eval(Row row) {
      Value value = condition.eval(row);
      return (value != null && value.isTrue() ? yes : no).eval(row);
    }

    @Override
    public Origins origins(Trace trace) {
      return trace.origins(yes).when(trace.whenTrue(condition)).or(trace.origins(no));
    }
  }
}
