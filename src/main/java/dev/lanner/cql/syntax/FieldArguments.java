package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Functions whose arguments are fields and nothing else, and where published queries write
 * expressions all the same: what is computed there is computed into a field before the step.
 */
final class FieldArguments {
  private static final Set<String> NAMES =
      Set.of(
          "avg",
          "base64decode",
          "collect",
          "concat",
          "count",
          "formattime",
          "length",
          "lower",
          "max",
          "min",
          "range",
          "regex",
          "replace",
          "round",
          "splitstring",
          "stddev",
          "sum",
          "upper",
          "urldecode");

  private final Reading reading;

  FieldArguments(Reading reading) {
    this.reading = reading;
  }

  /** Functions of a field get a field: what is computed in its place is computed before. */
  Expression hoisted(Expression value) {
    if (!(value instanceof Expression.Call call) || !NAMES.contains(Scanner.lower(call.name()))) {
      return value;
    }
    List<Expression.Argument> arguments = new ArrayList<>();
    boolean first = true;
    boolean changed = false;
    for (Expression.Argument argument : call.arguments()) {
      boolean field =
          argument.name() == null ? first : argument.name().text().equalsIgnoreCase("field");
      first &= argument.name() != null;
      if (field && isComputed(argument.value())) {
        changed = true;
        Expression computed =
            reading.preparation().compute(Conditions.settle(argument.value(), reading));
        arguments.add(
            new Expression.Argument(
                argument.name(),
                computed,
                ExpressionPrinter.print(computed),
                List.of(),
                argument.span()));
      } else {
        arguments.add(argument);
      }
    }
    if (changed) {
      reading.note(
          call,
          "dialect-expression-argument",
          "an expression as argument of `" + call.name() + "()`",
          "`field := …` before it, and the field as argument");
    }
    return changed ? Calls.renamed(call, call.name(), arguments) : call;
  }

  /** {@code round(x, 2)}: two places behind the point are for {@code format()}. */
  Expression rounded(Expression.Call call) {
    List<Expression.Argument> arguments = call.arguments();
    if (arguments.size() == 2
        && arguments.get(0).name() == null
        && arguments.get(1).name() == null
        && arguments.get(1).value() instanceof Expression.Num places
        && places.text().matches("[0-9]")) {
      reading.note(call, "dialect-round", "`round(x, n)`", "`format(\"%.nf\", field=x)`");
      Expression value = arguments.get(0).value();
      Expression field =
          value instanceof Expression.Field
              ? value
              : reading.preparation().compute(Conditions.settle(value, reading));
      Expression form = new Expression.Str("%." + places.text() + "f", places.span());
      return Calls.renamed(
          call, "format", List.of(Make.argument(form), Make.argument("field", field)));
    }
    return hoisted(call);
  }

  /** {@code groupBy([a, b := f(x)])}: the key is computed before. */
  Expression keys(Expression.Call call) {
    List<Expression.Argument> arguments = new ArrayList<>();
    boolean changed = false;
    boolean first = true;
    for (Expression.Argument argument : call.arguments()) {
      boolean field =
          argument.name() == null ? first : argument.name().text().equalsIgnoreCase("field");
      first &= argument.name() != null;
      if (field
          && argument.value() instanceof Expression.Array array
          && array.elements().stream().anyMatch(e -> isComputed(e.value()))) {
        changed = true;
        Expression keys = keys(array);
        arguments.add(
            new Expression.Argument(
                argument.name(), keys, Printer.print(keys), List.of(), argument.span()));
      } else {
        arguments.add(argument);
      }
    }
    if (changed) {
      reading.note(
          call,
          "dialect-expression-argument",
          "an expression as a key of `groupBy()`",
          "`field := …` before it, and the field as key");
    }
    return changed ? Calls.renamed(call, call.name(), arguments) : call;
  }

  private Expression keys(Expression.Array array) {
    List<Expression.Element> elements = new ArrayList<>();
    for (Expression.Element element : array.elements()) {
      if (!isComputed(element.value())) {
        elements.add(element);
      } else if (element.as() == null) {
        Expression value = Conditions.settle(element.value(), reading);
        elements.add(new Expression.Element(null, reading.preparation().compute(value)));
      } else {
        Name name = element.as();
        Expression value = Conditions.settle(element.value(), reading);
        reading.preparation().add(new Step.Assign(name, false, value, element.value().span()));
        elements.add(new Expression.Element(null, Make.field(name.text(), name.span())));
      }
    }
    return new Expression.Array(elements, array.span());
  }

  /** Whether {@code value} is computed, and neither a field nor a list of them. */
  private static boolean isComputed(Expression value) {
    return value instanceof Expression.Call
        || value instanceof Expression.Binary
        || value instanceof Expression.Condition;
  }
}
