package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** {@code union} of the other dialect. */
final class UnionParser {
  private final Reading reading;
  private final Scanner in;

  UnionParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** Whether {@code union} stands here as a step. */
  boolean atUnion() {
    int back = in.pos();
    boolean found = in.takeWord("union");
    if (found) {
      in.skip();
      found = in.atEnd() ? false : "[{|".indexOf(in.peek()) >= 0;
    }
    in.reset(back);
    return found;
  }

  /**
   * {@code first | union [ second ]}, {@code first | union | second}: what one of the two lets
   * through.
   */
  List<Step> join(List<Step> first, String closers) {
    int start = in.pos();
    in.takeWord("union");
    reading.dialect("dialect-union", in.span(start), "`union`", "`case { first; second }`");
    in.skip();
    int open = in.pos();
    int errors = reading.problems.errors();
    Pipeline second;
    reading.enter();
    try {
      if (in.peek() == '|') {
        second = reading.pipelines.pipeline(closers);
      } else {
        String closer = in.peek() == '[' ? "]" : "}";
        in.reset(open + 1);
        second = reading.pipelines.pipeline(closer);
        reading.close(closer, open, errors);
      }
    } finally {
      reading.leave();
    }
    if (first.isEmpty() || second.steps().isEmpty()) {
      throw reading.fail(
          "union-of-nothing",
          new Span(start, start + "union".length()),
          "`union` joins two pipelines, and one of them is empty",
          "write `first | union [ second ]`");
    }
    if (aggregates(first) || aggregates(second.steps())) {
      throw reading.fail(
          "union-of-aggregates",
          new Span(start, start + "union".length()),
          "`union` joins rows of two aggregates, which no official query can",
          "make two rules of the two halves");
    }
    Span span = in.span(start);
    List<Step> result = new ArrayList<>();
    result.add(new Step.Case(List.of(new Pipeline(first, span), second), span));
    return result;
  }

  private static boolean aggregates(List<Step> steps) {
    return steps.stream()
        .anyMatch(
            step ->
                step instanceof Step.Stats
                    || (step instanceof Step.Call call
                        && FunctionNames.isAggregate(call.call().name())));
  }
}
