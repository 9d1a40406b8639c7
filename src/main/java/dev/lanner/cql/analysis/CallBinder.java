package dev.lanner.cql.analysis;

import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the function a call names and the parameter each argument is for (LANGUAGE 2.2, 2.3): named
 * ones by name in any case, one unnamed one anywhere in the list for the parameter that takes it,
 * several unnamed ones if that parameter takes several values.
 */
public final class CallBinder {
  private static final Set<Parameter.Type> SEVERAL =
      EnumSet.of(
          Parameter.Type.FIELDS,
          Parameter.Type.TEXTS,
          Parameter.Type.TUPLES,
          Parameter.Type.EXPRESSIONS,
          Parameter.Type.AGGREGATES,
          Parameter.Type.FILTERS);

  private final FunctionRegistry registry;
  private final Consumer<Problem> problems;

  /** A binder that reports to {@code problems}. */
  public CallBinder(FunctionRegistry registry, Consumer<Problem> problems) {
    this.registry = registry;
    this.problems = problems;
  }

  /** The function of that name; empty, and a problem reported, if there is none. */
  public Optional<CqlFunction> find(Expression.Call call) {
    Optional<CqlFunction> function = registry.find(call.name());
    if (function.isEmpty()) {
      problems.accept(
          Problem.error(
              "unknown-function",
              call.nameSpan(),
              "there is no function `" + call.name() + "`",
              hint(call.name())));
    }
    return function;
  }

  private String hint(String name) {
    Optional<String> known = NotFunctions.hint(name);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> names =
        registry.all().stream().map(f -> f.spec().name()).collect(Collectors.toList());
    return Suggestions.closest(name, names)
        .flatMap(registry::find)
        .map(f -> "did you mean `" + f.spec().name() + "`? (" + Signature.of(f.spec()) + ")")
        .orElse("");
  }

  /**
   * Distributes the arguments of {@code call} over the parameters of {@code function}.
   *
   * @param output the field of {@code x := call()}, which becomes {@code as}; null without one
   * @param field a field for the parameter {@code field} if the call gives none ({@code match}
   *     guards); null without one
   * @return empty, and problems reported, if that fails
   */
  public Optional<BoundCall> bind(
      CqlFunction function, Expression.Call call, Name output, Name field) {
    return new Binding(function, call).bind(output, field);
  }

  /** The parameter that {@code x := f()} sets, or null if the function has none. */
  public static Parameter outputOf(FunctionSpec spec) {
    for (Parameter parameter : spec.parameters()) {
      if (parameter.type() == Parameter.Type.OUTPUT && parameter.name().equals("as")) {
        return parameter;
      }
    }
    return null;
  }

  private final class Binding {
    private final CqlFunction function;
    private final FunctionSpec spec;
    private final Expression.Call call;
    private final Map<String, BoundCall.Given> given = new LinkedHashMap<>();
    private final List<Expression.Argument> rest = new ArrayList<>();
    private final List<Expression.Argument> unnamed = new ArrayList<>();
    private boolean ok = true;

    Binding(CqlFunction function, Expression.Call call) {
      this.function = function;
      this.spec = function.spec();
      this.call = call;
    }

    Optional<BoundCall> bind(Name output, Name field) {
      for (Expression.Argument argument : call.arguments()) {
        if (argument.name() == null) {
          unnamed(argument);
        } else {
          named(argument);
        }
      }
      fillUnnamed();
      inject("as", output);
      if (field != null && !given.containsKey("field")) {
        inject("field", field);
      }
      for (Parameter parameter : spec.parameters()) {
        if (parameter.required() && !isThere(parameter)) {
          missing(parameter);
        }
      }
      return ok ? Optional.of(new BoundCall(function, call, given, rest)) : Optional.empty();
    }

    private boolean isThere(Parameter parameter) {
      return given.containsKey(parameter.name()) || takesRest(parameter) && !rest.isEmpty();
    }

    private boolean takesRest(Parameter parameter) {
      return parameter.type() == Parameter.Type.ASSIGNMENTS
          || parameter.type() == Parameter.Type.NAMED_SUBQUERIES;
    }

    private boolean has(Parameter.Type type) {
      return spec.parameters().stream().anyMatch(p -> p.type() == type);
    }

    private void unnamed(Expression.Argument argument) {
      boolean query =
          argument.value() instanceof Expression.Subquery
              && ((Expression.Subquery) argument.value()).name() != null;
      if (query && has(Parameter.Type.NAMED_SUBQUERIES)) {
        rest.add(argument);
      } else {
        unnamed.add(argument);
      }
    }

    private void named(Expression.Argument argument) {
      Parameter parameter = parameter(argument.name().text());
      if (parameter != null && !takesRest(parameter)) {
        give(parameter, List.of(argument), argument.span());
      } else if (has(Parameter.Type.ASSIGNMENTS)) {
        rest.add(argument);
      } else {
        unknown(argument.name());
      }
    }

    private Parameter parameter(String name) {
      for (Parameter parameter : spec.parameters()) {
        if (parameter.name().equalsIgnoreCase(name)) {
          return parameter;
        }
      }
      return null;
    }

    private void fillUnnamed() {
      if (unnamed.isEmpty()) {
        return;
      }
      Parameter parameter =
          spec.parameters().stream().filter(Parameter::unnamed).findFirst().orElse(null);
      Span span = unnamed.get(0).span();
      if (parameter == null) {
        fault("unnamed-argument", span, name() + " takes no argument without a name", signature());
      } else if (unnamed.size() > 1 && !SEVERAL.contains(parameter.type())) {
        fault(
            "unnamed-argument",
            unnamed.get(1).span(),
            name() + " takes one argument without a name, `" + parameter.name() + "`",
            signature());
        give(parameter, unnamed.subList(0, 1), span);
      } else {
        give(parameter, unnamed, span.to(unnamed.get(unnamed.size() - 1).span()));
      }
    }

    private void give(Parameter parameter, List<Expression.Argument> arguments, Span span) {
      boolean array = arguments.size() > 1;
      List<Expression.Element> values = new ArrayList<>();
      for (Expression.Argument argument : arguments) {
        if (argument.value() instanceof Expression.Array) {
          array = true;
          values.addAll(((Expression.Array) argument.value()).elements());
        } else {
          values.add(new Expression.Element(null, argument.value()));
        }
      }
      Span value = arguments.get(0).value().span();
      Span all = value.to(arguments.get(arguments.size() - 1).value().span());
      BoundCall.Given gift = new BoundCall.Given(parameter, values, array, all);
      if (given.putIfAbsent(parameter.name(), gift) != null) {
        fault(
            "duplicate-parameter",
            span,
            "`" + parameter.name() + "` of " + name() + " is given twice",
            "");
      }
    }

    private void inject(String parameterName, Name value) {
      Parameter parameter = parameter(parameterName);
      if (value == null || parameter == null) {
        return;
      }
      Expression field = new Expression.Field(value.text(), value.span());
      BoundCall.Given gift =
          new BoundCall.Given(
              parameter, List.of(new Expression.Element(null, field)), false, value.span());
      if (given.putIfAbsent(parameter.name(), gift) != null) {
        fault(
            "duplicate-parameter",
            given.get(parameter.name()).span(),
            "`" + parameter.name() + "` of " + name() + " is given twice: here and by `:=`",
            "keep one of them");
      }
    }

    private void unknown(Name name) {
      List<String> names =
          spec.parameters().stream().map(Parameter::name).collect(Collectors.toList());
      String hint =
          Suggestions.closest(name.text(), names)
              .map(close -> "did you mean `" + close + "`?")
              .orElse(signature());
      fault(
          "unknown-parameter",
          name.span(),
          name() + " has no parameter `" + name.text() + "`",
          hint);
    }

    private void missing(Parameter parameter) {
      fault(
          "missing-parameter",
          call.nameSpan(),
          name() + " needs the parameter `" + parameter.name() + "`",
          signature());
    }

    private String name() {
      return "`" + spec.name() + "`";
    }

    private String signature() {
      return "it is called as `" + Signature.of(spec) + "`";
    }

    private void fault(String code, Span span, String message, String hint) {
      ok = false;
      problems.accept(Problem.error(code, span, message, hint));
    }
  }
}
