package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.EXPRESSIONS;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
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
import java.util.List;

/** The first of some values that is there and, by default, not empty; none if there is none. */
final class Coalesce implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "coalesce",
          Kind.SCALAR,
          Group.CONDITION,
          required("expressions", EXPRESSIONS).orUnnamed(),
          optional("ignoreEmpty", BOOLEAN, "true"),
          as("_coalesce"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<Scalar> expressions = arguments.expressions("expressions");
    boolean ignoreEmpty = arguments.flag("ignoreEmpty");
    return new First(expressions, ignoreEmpty);
  }

  private record First(List<Scalar> expressions, boolean ignoreEmpty)
      implements Scalar, TracedValue {
    @Override
    public Value eval(Row row) {
      for (Scalar expression : expressions) {
        Value value = expression.eval(row);
        if (value != null && !(ignoreEmpty && value.text().isEmpty())) {
          return value;
        }
      }
      return null;
    }

    @Override
    public Origins origins(Trace trace) {
      Origins any =
          expressions.stream().map(trace::origins).reduce(Origins::or).orElse(Origins.UNKNOWN);
      // Constants that are all empty are passed over, so that nothing is certain.
      return any.isCertain() ? Origins.UNKNOWN : any;
    }
  }
}
