package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Values that hold others: arrays and subqueries. */
final class ListParser {
  private final Reading reading;
  private final Scanner in;

  ListParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  private ExpressionParser expressions() {
    return reading.expressions;
  }

  /** {@code function=(a(), b())}: meant as an array. */
  Expression rest(Expression first, int start, int errors) {
    List<Expression.Element> elements = new ArrayList<>();
    elements.add(new Expression.Element(null, first));
    while (in.take(",")) {
      in.skip();
      if (in.peek() != ')') {
        elements.add(element());
        in.skip();
      }
    }
    reading.close(")", start, errors);
    return new Expression.Array(elements, in.span(start));
  }

  /** {@code [ … ]}. */
  Expression.Array array() {
    int start = in.pos();
    int errors = reading.problems.errors();
    reading.enter();
    try {
      in.take("[");
      List<Expression.Element> elements = new ArrayList<>();
      in.skip();
      while (!in.atEnd() && in.peek() != ']') {
        elements.add(element());
        in.skip();
        if (!in.take(",")) {
          break;
        }
        in.skip();
      }
      expectEnd(errors);
      reading.close("]", start, errors);
      return new Expression.Array(elements, in.span(start));
    } finally {
      reading.leave();
    }
  }

  private void expectEnd(int errors) {
    int c = in.peek();
    if (c >= 0 && "]|;})".indexOf(c) < 0 && reading.problems.errors() == errors) {
      throw reading.fail(
          "expected-comma",
          in.here(),
          "expected `,` or `]` here, not " + reading.found(),
          "separate the elements with `,`; text with blanks goes in quotes");
    }
  }

  /** One element of an array. */
  private Expression.Element element() {
    in.skip();
    int start = in.pos();
    if (reading.literals.atText() || in.atPlainName()) {
      String text = reading.patterns.name();
      Name name = new Name(text, in.span(start));
      in.skip();
      if (in.take(":=")) {
        return named(name);
      }
      refuseArgument(name);
      in.reset(start);
    }
    return new Expression.Element(null, expressions().value());
  }

  /** {@code name := aggregate}. */
  private Expression.Element named(Name name) {
    in.skip();
    boolean braces = in.peek() == '{';
    Expression value = expressions().with(false, expressions()::expression);
    if (!(value instanceof Expression.Subquery pipeline)) {
      return new Expression.Element(name, value);
    }
    Expression.Subquery named = CountRewrites.named(pipeline, name);
    if (named == null) {
      throw reading.fail(
          "not-an-expression",
          value.span(),
          "`:=` names the result of a function, and a pipeline names its own",
          "write the name inside: `{ … | " + name.text() + " := count() }`");
    }
    if (braces) {
      reading.dialect("dialect-as", name.span(), "`x := { … }`", "`{ … | f(…, as=x) }`");
    }
    return new Expression.Element(null, named);
  }

  /** {@code groupBy([a, function=count()} : the list was never closed. */
  private void refuseArgument(Name name) {
    if (in.peek() == '=' && "=~>".indexOf(in.peek(1)) < 0) {
      throw reading.fail(
          "argument-in-list",
          name.span(),
          "an argument cannot stand between `[` and `]`",
          "close the list with `]` before `" + name.text() + "=`");
    }
  }

  /** {@code { pipeline }}; {@code start} is where its name begins, if it has one. */
  Expression subquery(Name name, int start) {
    int open = in.pos();
    int errors = reading.problems.errors();
    reading.enter();
    try {
      in.take("{");
      Pipeline pipeline = reading.pipelines.pipeline("}");
      reading.close("}", open, errors);
      return new Expression.Subquery(name, pipeline, in.span(start));
    } finally {
      reading.leave();
    }
  }
}
