package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** {@code $name(a="x")}: a saved query by its name. */
final class SavedParser {
  private final Reading reading;
  private final Scanner in;

  SavedParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  Step saved() {
    int start = in.pos();
    in.take("$");
    String name = reading.patterns.word();
    in.skip();
    if (name.isEmpty() || in.peek() != '(') {
      throw reading.fail(
          "bad-saved-query",
          in.span(start),
          "`$` begins the name of a saved query with its arguments in parentheses",
          "write `$name()` or `$name(parameter=\"value\")`");
    }
    int open = in.pos();
    int errors = reading.problems.errors();
    in.take("(");
    List<Step.SavedArgument> arguments = new ArrayList<>();
    in.skip();
    while (!in.atEnd() && in.peek() != ')') {
      arguments.add(argument());
      in.skip();
      if (!in.take(",")) {
        break;
      }
      in.skip();
    }
    reading.close(")", open, errors);
    return new Step.Saved(name, arguments, in.span(start));
  }

  private Step.SavedArgument argument() {
    int start = in.pos();
    String name = reading.patterns.word();
    in.skip();
    if (name.isEmpty() || !in.take("=")) {
      throw reading.fail(
          "unnamed-saved-argument",
          in.span(start),
          "every argument of a saved query has a name",
          "write `parameter=\"value\"`");
    }
    in.skip();
    List<Pattern> values = new ArrayList<>();
    boolean array = in.peek() == '[';
    if (array) {
      array(values);
    } else {
      values.add(reading.patterns.pattern("="));
    }
    return new Step.SavedArgument(name, values, array, in.span(start));
  }

  private void array(List<Pattern> values) {
    int open = in.pos();
    int errors = reading.problems.errors();
    in.take("[");
    in.skip();
    while (!in.atEnd() && in.peek() != ']') {
      values.add(reading.patterns.pattern(","));
      in.skip();
      if (!in.take(",")) {
        break;
      }
      in.skip();
    }
    reading.close("]", open, errors);
  }
}
