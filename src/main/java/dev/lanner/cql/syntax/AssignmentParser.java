package dev.lanner.cql.syntax;

/** What stands behind {@code :=}. */
final class AssignmentParser {
  private final Reading reading;
  private final Scanner in;

  AssignmentParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** {@code `key` := e}: the field that the value of {@code key} names. */
  Step indirect() {
    int start = in.pos();
    in.take("`");
    int nameStart = in.pos();
    int end = in.text().indexOf('`', nameStart);
    int line = in.text().indexOf('\n', nameStart);
    if (end < 0 || (line >= 0 && line < end)) {
      throw reading.fail(
          "unterminated-backtick",
          new Span(start, start + 1),
          "the name that begins here has no closing backtick",
          "close it with a backtick on the same line");
    }
    Name name = new Name(in.readTo(end), new Span(nameStart, end));
    in.take("`");
    in.skip();
    if (!in.take(":=")) {
      throw reading.fail(
          "missing-assignment",
          in.here(),
          "a name in backticks is assigned to, and here stands " + reading.found(),
          "write `` `" + name.text() + "` := … ``; a field with an odd name is quoted with `\"`");
    }
    return assign(name, true, start);
  }

  /** Reads what is assigned to {@code target}; {@code :=} has been read. */
  Step assign(Name target, boolean indirect, int start) {
    in.skip();
    Branches branches = new Branches(reading, target, indirect);
    if (reading.branches.atCase()) {
      return reading.branches.valuesOfCase(branches);
    }
    Step match = reading.branches.valuesOfMatch(branches);
    if (match != null) {
      return match;
    }
    boolean braces = in.peek() == '{';
    Expression value = reading.expressions.with(false, reading.expressions::expression);
    if (value instanceof Expression.Subquery pipeline && !braces && !indirect) {
      Expression.Subquery named = CountRewrites.named(pipeline, target);
      if (named != null) {
        return Make.all(named.pipeline().steps(), in.span(start));
      }
    }
    Step step = branches.assign(value);
    return step instanceof Step.Assign assign
        ? new Step.Assign(target, indirect, assign.value(), new Span(start, value.span().end()))
        : step;
  }

  /** {@code target := case(C1, v1, …)} in official terms. */
  Step caseFunction(Name target, boolean indirect, Expression.Call call) {
    return new Branches(reading, target, indirect).caseFunction(call);
  }
}
