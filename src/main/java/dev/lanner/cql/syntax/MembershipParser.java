package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code field in ["a", "b"]} and {@code field in ("a", "b", ignoreCase=true)} of the other
 * dialect.
 */
final class MembershipParser {
  private final Reading reading;
  private final Scanner in;

  MembershipParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** Reads the list behind {@code in}, which stood at {@code at}. */
  Step in(Name field, int at) {
    in.skip();
    int start = in.pos();
    Expression.Array values;
    List<Expression.Argument> options = new ArrayList<>();
    if (in.peek() == '[') {
      values = reading.calls.list();
    } else {
      List<Expression.Element> elements = new ArrayList<>();
      for (Expression.Argument argument : reading.calls.argumentsOf("in")) {
        if (argument.name() == null) {
          elements.add(new Expression.Element(null, Conditions.settle(argument.value(), reading)));
        } else {
          options.add(argument);
        }
      }
      values = flat(elements, in.span(start));
    }
    Span span = field.span().to(in.span(start));
    reading.dialect(
        "dialect-in",
        new Span(at, start + 1),
        "`" + Scanner.brief(field.text(), 40) + " in …`",
        "`in(field=" + Scanner.brief(field.text(), 40) + ", values=[…])`");
    return step(field, values, options, span, new Span(at, at + 2));
  }

  /** {@code in ((a, b))} and {@code in ([a, b])} are the same list. */
  private static Expression.Array flat(List<Expression.Element> elements, Span span) {
    if (elements.size() == 1 && elements.get(0).value() instanceof Expression.Array array) {
      return array;
    }
    return new Expression.Array(elements, span);
  }

  private Step step(
      Name field,
      Expression.Array values,
      List<Expression.Argument> options,
      Span span,
      Span nameSpan) {
    List<Step> regexes = new ArrayList<>();
    List<Expression.Element> texts = new ArrayList<>();
    for (Expression.Element element : values.elements()) {
      if (element.value() instanceof Expression.Regex regex) {
        Pattern pattern = new Pattern.Regex(regex.body(), regex.flags(), regex.span());
        regexes.add(new Step.FieldTest(field, Step.Comparison.EQ, pattern, span));
      } else {
        texts.add(element);
      }
    }
    List<Expression.Argument> arguments = new ArrayList<>();
    arguments.add(Make.argument("field", Make.field(field.text(), field.span())));
    arguments.add(Make.argument("values", new Expression.Array(texts, values.span())));
    arguments.addAll(options);
    Step in = new Step.Call(new Expression.Call("in", arguments, nameSpan, span));
    if (regexes.isEmpty()) {
      return in;
    }
    if (!texts.isEmpty()) {
      regexes.add(in);
    }
    return regexes.size() == 1 ? regexes.get(0) : new Step.Or(regexes, span);
  }
}
