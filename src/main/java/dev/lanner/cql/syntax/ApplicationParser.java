package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** {@code field =~ f(x)}. */
final class ApplicationParser {
  private final Reading reading;
  private final Scanner in;

  ApplicationParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** What stands behind {@code field =~}. */
  Step apply(Name field) {
    in.skip();
    int start = in.pos();
    if (in.peek() == '/') {
      Pattern.Regex regex = reading.patterns.regex();
      reading.dialect("dialect-regex-match", regex.span(), "a regex behind `=~`", "`field = /…/`");
      return equalTo(field, regex);
    }
    if (reading.literals.atText()) {
      String text = reading.patterns.text();
      Span span = in.span(start);
      reading.dialect("dialect-regex-match", span, "a text behind `=~`", "`field = /…/`");
      return equalTo(field, Regexes.ofText(text, span, reading));
    }
    boolean negated = in.take("!");
    if (!negated && in.takeWord("not")) {
      reading.dialect("dialect-not", in.span(start), "`=~ not f(…)`", "`=~ !f(…)`");
      negated = true;
    }
    in.skip();
    if (!in.atCall() && !in.atSpacedCall()) {
      throw reading.fail(
          "missing-function",
          in.here(),
          "`=~` applies a function to the field, and here stands " + reading.found(),
          "write `" + field.text() + " =~ in(values=[…])`, or `" + field.text() + " = /…/`");
    }
    Expression.Call call = reading.calls.plainCall();
    List<Expression.Argument> arguments = new ArrayList<>(call.arguments());
    Expression value = Make.field(field.text(), field.span());
    arguments.add(Make.argument("field", value));
    Span span = field.span().to(call.span());
    Step applied =
        new Step.Call(new Expression.Call(call.name(), arguments, call.nameSpan(), span));
    return negated ? new Step.Not(applied, span) : applied;
  }

  private static Step equalTo(Name field, Pattern pattern) {
    return new Step.FieldTest(field, Step.Comparison.EQ, pattern, field.span().to(pattern.span()));
  }
}
