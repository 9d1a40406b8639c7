package dev.lanner.cql.compile;

import dev.lanner.cql.analysis.BoundCall;
import dev.lanner.cql.analysis.CallBinder;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Problem;
import java.util.Optional;

/** Compiles calls: finds the function, reads its arguments, lets it make its node. */
final class CallCompiler {
  private final Surroundings scope;
  private final CallBinder binder;

  CallCompiler(Surroundings scope) {
    this.scope = scope;
    Context context = scope.context();
    this.binder =
        scope.call() == null
            ? context.binder()
            : new CallBinder(context.options().functions(), this::inSavedQuery);
  }

  private void inSavedQuery(Problem problem) {
    scope.report(
        problem.severity(), problem.code(), problem.span(), problem.message(), problem.hint());
  }

  /**
   * The function that {@code call} names, bound; null, and reported, if something is wrong with it.
   *
   * @param output the field of {@code x := call()}, or null
   * @param field the field of a {@code match} guard, or null
   */
  Called call(Expression.Call call, Name output, Name field) {
    Optional<CqlFunction> function = binder.find(call);
    if (function.isEmpty()) {
      return null;
    }
    FunctionSpec spec = function.get().spec();
    scope.context().called(spec);
    if (spec.support() == FunctionSpec.Support.REFUSED) {
      scope.error(
          Compiler.REFUSED,
          call.nameSpan(),
          "`" + spec.name() + "` is not supported: " + spec.note(),
          "");
      return null;
    }
    Optional<BoundCall> bound = binder.bind(function.get(), call, output, field);
    return bound.map(this::bind).orElse(null);
  }

  private Called bind(BoundCall bound) {
    CallArguments arguments = new CallArguments(scope, bound);
    if (!arguments.ok()) {
      return null;
    }
    FunctionSpec spec = bound.function().spec();
    Node node = bound.function().bind(arguments);
    if (!arguments.ok()) {
      return null;
    }
    if (node instanceof Prepared) {
      scope.preparations().add((Prepared) node);
    }
    return new Called(scope.shared(node), spec, output(spec, arguments));
  }

  private static String output(FunctionSpec spec, CallArguments arguments) {
    Parameter as = CallBinder.outputOf(spec);
    if (as == null) {
      return null;
    }
    if (arguments.given(as.name()) || as.fallback() != null) {
      return arguments.text(as.name());
    }
    for (Parameter parameter : spec.parameters()) {
      boolean has = arguments.given(parameter.name()) || parameter.fallback() != null;
      if (parameter.type() == Parameter.Type.FIELD && has) {
        return arguments.text(parameter.name());
      }
    }
    return null;
  }
}
