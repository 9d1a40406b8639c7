package dev.lanner.cql.lint;

import dev.lanner.cql.analysis.BoundCall;
import dev.lanner.cql.analysis.CallBinder;
import dev.lanner.cql.analysis.Texts;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads calls. */
final class Calls {
  private static final FunctionRegistry FUNCTIONS = FunctionRegistry.standard();

  private Calls() {}

  /** The call of a step, by itself or behind {@code :=}; null if it is none. */
  static Expression.Call of(Step step) {
    if (step instanceof Step.Call call) {
      return call.call();
    }
    boolean assigned =
        step instanceof Step.Assign assign && assign.value() instanceof Expression.Call;
    return assigned ? (Expression.Call) ((Step.Assign) step).value() : null;
  }

  /** The name in lower case. */
  static String name(Expression.Call call) {
    return call.name().toLowerCase(Locale.ROOT);
  }

  /** Whether a step calls a function of one of these names, in lower case. */
  static boolean calls(Step step, String... names) {
    Expression.Call call = of(step);
    return call != null && List.of(names).contains(name(call));
  }

  /** The call with its arguments at their parameters; empty if that fails. */
  static Optional<BoundCall> bind(Expression.Call call, Name output) {
    CallBinder binder = new CallBinder(FUNCTIONS, problem -> {});
    return FUNCTIONS
        .find(call.name())
        .flatMap(function -> binder.bind(function, call, output, null));
  }

  /** The elements given for a parameter; none if it was not given. */
  static List<Expression> given(BoundCall call, String parameter) {
    BoundCall.Given given = call.given().get(parameter);
    List<Expression> values = new ArrayList<>();
    if (given != null) {
      given.values().forEach(element -> values.add(element.value()));
    }
    return values;
  }

  /** The elements given for a parameter; none if it was not given or the call cannot be read. */
  static List<Expression> values(Expression.Call call, String parameter) {
    return bind(call, null).map(bound -> given(bound, parameter)).orElse(List.of());
  }

  /** The texts given for a parameter, those that are plain texts. */
  static List<String> texts(Expression.Call call, String parameter, Subject subject) {
    List<String> texts = new ArrayList<>();
    bind(call, null)
        .ifPresent(
            bound ->
                given(bound, parameter).stream()
                    .map(value -> Texts.of(value, subject.query().text()))
                    .filter(text -> text != null)
                    .forEach(texts::add));
    return texts;
  }

  /** Whether a parameter was given by its name or as the unnamed one. */
  static boolean has(Expression.Call call, String parameter) {
    return bind(call, null).filter(bound -> bound.given().containsKey(parameter)).isPresent();
  }
}
