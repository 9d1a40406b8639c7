package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Calls and their arguments. */
final class CallParser {
  private final Reading reading;
  private final Scanner in;
  private final CallRewrites rewrites;

  CallParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
    this.rewrites = new CallRewrites(reading);
  }

  /**
   * A call that begins here, in official terms: not every construct of the other dialect stays a
   * call.
   */
  Expression call() {
    int start = in.pos();
    return alias(rewrites.rewrite(read()), start);
  }

  /** A call that begins here and stays one. */
  Expression.Call plainCall() {
    Expression value = rewrites.rewrite(read());
    if (value instanceof Expression.Call call && !call.name().equalsIgnoreCase("case")) {
      return (Expression.Call) Conditions.settle(call, reading);
    }
    throw reading.fail(
        "not-a-function-of-a-field",
        value.span(),
        "this is no function that can be applied to a field",
        "write it as a step of its own");
  }

  private Expression.Call read() {
    int start = in.pos();
    String name = in.readTo(in.callNameEnd());
    Span nameSpan = in.span(start);
    List<Expression.Argument> arguments = argumentsOf(name);
    return new Expression.Call(name, arguments, nameSpan, in.span(start));
  }

  /** {@code g(x) as y}. */
  private Expression alias(Expression value, int start) {
    int end = in.pos();
    in.skip();
    boolean names = value instanceof Expression.Call || value instanceof Expression.Subquery;
    if (names && in.takeWord("as")) {
      in.skip();
      int nameStart = in.pos();
      if (reading.literals.atText() || in.nameEnd() > nameStart) {
        String text = reading.patterns.name();
        Name name = new Name(text, in.span(nameStart));
        Expression named = named(value, name, start);
        if (named != null) {
          String function = value instanceof Expression.Call call ? call.name() : "count";
          reading.dialect(
              "dialect-as",
              in.span(start),
              "`" + function + "(…) as " + text + "`",
              "`" + function + "(…, as=" + text + ")`");
          return named;
        }
      }
    }
    in.reset(end);
    return value;
  }

  private Expression named(Expression value, Name name, int start) {
    if (value instanceof Expression.Subquery pipeline) {
      return CountRewrites.named(pipeline, name);
    }
    Expression.Call call = (Expression.Call) value;
    List<Expression.Argument> arguments = new ArrayList<>(call.arguments());
    arguments.add(Make.argument("as", Make.field(name.text(), name.span())));
    return new Expression.Call(call.name(), arguments, call.nameSpan(), in.span(start));
  }

  /** {@code [ … ]} as a step or a list: its elements are calls or words. */
  Expression.Array list() {
    Expression.Array array = reading.expressions.with(true, reading.expressions::array);
    return (Expression.Array) Conditions.settle(array, reading);
  }

  /** The arguments of {@code function} in parentheses; blanks may come first. */
  List<Expression.Argument> argumentsOf(String function) {
    in.skip();
    reading.enter();
    try {
      boolean words = !FunctionNames.takesExpressions(function);
      return reading.expressions.with(words, () -> arguments(function));
    } finally {
      reading.leave();
    }
  }

  private List<Expression.Argument> arguments(String function) {
    int open = in.pos();
    int errors = reading.problems.errors();
    in.take("(");
    List<Expression.Argument> arguments = new ArrayList<>();
    int unnamed = 0;
    while (true) {
      in.skip();
      if (in.atEnd() || in.peek() == ')') {
        reading.close(")", open, errors);
        return arguments;
      }
      int before = reading.problems.errors();
      if (reading.problems.tooManyErrors()) {
        throw new Fault.Final();
      }
      try {
        Expression.Argument argument = argument(function, unnamed);
        arguments.add(argument);
        unnamed += argument.name() == null ? 1 : 0;
        end();
      } catch (Fault.Final fault) {
        throw fault;
      } catch (Fault fault) {
        Recovery.skip(reading, ",");
      }
      if (!in.take(",") && in.peek() != ')') {
        reading.close(")", open, before);
      }
    }
  }

  /** Complains if an argument is followed by something else than the next one or the end. */
  private void end() {
    in.skip();
    int c = in.peek();
    if (c >= 0 && ",)|;}".indexOf(c) < 0) {
      throw reading.fail(
          "expected-comma",
          in.here(),
          "expected `,` or `)` here, not " + reading.found(),
          "separate arguments with `,`; text with blanks goes in quotes");
    }
  }

  private Expression.Argument argument(String function, int unnamed) {
    in.skip();
    int start = in.pos();
    if (in.peek() == ',') {
      throw reading.fail(
          "missing-argument", in.here(), "there is no argument before this `,`", "remove the `,`");
    }
    Name name = name(function);
    in.skip();
    int valueStart = in.pos();
    Expression value =
        Conditionals.isCondition(function, name == null ? null : name.text(), unnamed)
            ? reading.expressions.with(false, reading.conditions::condition)
            : reading.expressions.value();
    String source = in.text().substring(valueStart, in.pos()).strip();
    List<Expression.Attribute> attributes =
        value instanceof Expression.Subquery ? attributes() : List.of();
    return new Expression.Argument(name, value, source, attributes, in.span(start));
  }

  /** The name before {@code =}, or null. */
  private Name name(String function) {
    int start = in.pos();
    if (!reading.literals.atText() && !in.atPlainName()) {
      return null;
    }
    String text = reading.patterns.name();
    Name name = new Name(text, in.span(start));
    in.skip();
    boolean named = in.peek() == '=' && "=~>".indexOf(in.peek(1)) < 0;
    if (named && Conditionals.isParameter(function, text)) {
      in.take("=");
      return name;
    }
    in.reset(start);
    return null;
  }

  /** {@code include: [a, b]} behind a query of correlate. */
  private List<Expression.Attribute> attributes() {
    List<Expression.Attribute> attributes = new ArrayList<>();
    while (true) {
      int end = in.pos();
      in.skip();
      int start = in.pos();
      int nameEnd = in.nameEnd();
      if (nameEnd == start) {
        in.reset(end);
        return attributes;
      }
      Name name = new Name(in.readTo(nameEnd), in.span(start));
      in.skip();
      if (in.at(":=") || !in.take(":")) {
        in.reset(end);
        return attributes;
      }
      in.skip();
      Expression value = reading.expressions.with(true, this::attributeValue);
      attributes.add(new Expression.Attribute(name, value, in.span(start)));
    }
  }

  private Expression attributeValue() {
    int start = in.pos();
    if (in.take("*")) {
      return new Expression.Word("*", in.span(start));
    }
    return reading.expressions.value();
  }
}
