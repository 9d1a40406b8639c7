package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.EXPRESSION;
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
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** Passes a row for which an expression is true; one without a value is not. */
final class Test implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "test", Kind.FILTER, Group.FILTER, required("expression", EXPRESSION).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar expression = arguments.expression("expression");
    return new True(expression);
  }

  private record True(Scalar expression) implements Filter, Traced {
    @Override
    public boolean test(Row row) {
      Value value = expression.eval(row);
      return value != null && value.isTrue();
    }

    @Override
    public Requirement trace(Trace trace) {
      return trace.whenTrue(expression);
    }
  }
}
