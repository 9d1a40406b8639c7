package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code case { … }} and {@code field match { … }}. */
final class BranchParser {
  private final Reading reading;
  private final Scanner in;

  BranchParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  boolean atCase() {
    int back = in.pos();
    boolean found = in.takeWord("case");
    if (found) {
      in.skip();
      found = in.peek() == '{';
    }
    in.reset(back);
    return found;
  }

  /** {@code case { p1; p2 }}. */
  Step caseOf() {
    int start = in.pos();
    in.takeWord("case");
    List<Pipeline> clauses = clauses(this::clause, ";");
    return new Step.Case(clauses, in.span(start));
  }

  /** {@code target := case { C => v; * => w }}. */
  Step valuesOfCase(Branches branches) {
    int start = in.pos();
    in.takeWord("case");
    List<Pipeline> clauses = clauses(stop -> valueClause(branches), ";,");
    Span span = in.span(start);
    reading.dialect(
        "dialect-case-value",
        new Span(start, start + "case".length()),
        "`:= case { C => value }`",
        "`case { C | field := value }`");
    return new Step.Case(clauses, span);
  }

  private List<Pipeline> clauses(Function<String, Pipeline> read, String separators) {
    in.skip();
    int open = in.pos();
    int errors = reading.problems.errors();
    List<Pipeline> clauses = new ArrayList<>();
    reading.enter();
    try {
      in.take("{");
      while (true) {
        in.skip();
        if (in.atEnd() || in.peek() == '}') {
          break;
        }
        if (separators.indexOf(in.peek()) >= 0) {
          in.reset(in.pos() + 1);
          continue;
        }
        Pipeline clause = tolerant(read, separators + "}");
        if (clause != null && !clause.steps().isEmpty()) {
          clauses.add(clause);
        }
      }
      reading.close("}", open, errors);
    } finally {
      reading.leave();
    }
    if (clauses.isEmpty() && reading.problems.errors() == errors) {
      throw reading.fail(
          "empty-case",
          in.span(open),
          "there is no clause between `{` and `}`",
          "write at least one clause: `case { filter | field := value; * }`");
    }
    return clauses;
  }

  private Pipeline tolerant(Function<String, Pipeline> read, String closers) {
    try {
      return read.apply(closers);
    } catch (Fault.Final fault) {
      throw fault;
    } catch (Fault fault) {
      do {
        in.take("|");
        in.take(")");
        in.take("]");
        Recovery.skip(reading, closers);
      } while (in.peek() == '|' || in.peek() == ')' || in.peek() == ']');
      return null;
    }
  }

  /** A clause; in the other dialect {@code guard => pipeline}. */
  private Pipeline clause(String closers) {
    Pipeline pipeline = reading.pipelines.pipeline(closers + ">");
    int arrow = in.pos();
    if (!in.take("=>")) {
      return pipeline;
    }
    reading.dialect("dialect-case-arrow", in.span(arrow), "`=>` in `case`", "`|`");
    Pipeline body = reading.pipelines.pipeline(closers);
    List<Step> steps = new ArrayList<>(pipeline.steps());
    steps.addAll(body.steps());
    return new Pipeline(steps, pipeline.span().to(body.span()));
  }

  /** {@code C => value}. */
  private Pipeline valueClause(Branches branches) {
    Pipeline guard = reading.pipelines.pipeline(";,}>");
    if (!in.take("=>") && !in.take("|")) {
      throw reading.fail(
          "missing-arrow",
          in.here(),
          "a value is expected behind the condition, and here stands " + reading.found(),
          "write `condition => value`");
    }
    return valueBehind(guard, branches);
  }

  private Pipeline valueBehind(Pipeline guard, Branches branches) {
    Expression value = reading.expressions.with(false, reading.expressions::expression);
    List<Step> steps = new ArrayList<>(guard.steps());
    steps.addAll(Branches.flat(branches.assign(value)));
    return new Pipeline(steps, guard.span().to(value.span()));
  }

  /** {@code field match { … }}; the field has been read. */
  Step match(Name field) {
    in.takeWord("match");
    List<Step.Arm> arms = arms(this::body);
    return new Step.Match(field, arms, field.span().to(in.span(field.span().start())));
  }

  /** {@code target := field match { guard => value }}, or null if there is no such thing. */
  Step valuesOfMatch(Branches branches) {
    int start = in.pos();
    int end = in.nameEnd();
    if (end == start) {
      return null;
    }
    Name field = new Name(in.readTo(end), in.span(start));
    in.skip();
    int word = in.pos();
    if (in.takeWord("match")) {
      in.skip();
      if (in.peek() == '{') {
        List<Step.Arm> arms =
            arms(closers -> valueBehind(new Pipeline(List.of(), in.here()), branches));
        reading.dialect(
            "dialect-match-value",
            new Span(word, word + "match".length()),
            "`:= " + field.text() + " match { … => value }`",
            "`" + field.text() + " match { … => field := value }`");
        return new Step.Match(field, arms, field.span().to(in.span(start)));
      }
    }
    in.reset(start);
    return null;
  }

  private Pipeline body(String closers) {
    Pipeline body = reading.pipelines.pipeline(closers);
    return body.steps().isEmpty()
        ? new Pipeline(List.of(new Step.Truth(true, body.span())), body.span())
        : body;
  }

  private List<Step.Arm> arms(Function<String, Pipeline> body) {
    List<Step.Arm> arms = new ArrayList<>();
    clauses(
        closers -> {
          Step.Arm arm = arm(body, closers);
          arms.add(arm);
          return arm.body();
        },
        ";");
    return arms;
  }

  private Step.Arm arm(Function<String, Pipeline> body, String closers) {
    int start = in.pos();
    Step.Guard guard = guard();
    in.skip();
    if (!in.take("=>")) {
      throw reading.fail(
          "missing-arrow",
          in.here(),
          "`=>` is expected behind the guard, and here stands " + reading.found(),
          "write `guard => steps;`");
    }
    in.skip();
    Pipeline read = body.apply(closers);
    return new Step.Arm(
        guard, read, new Span(start, Math.max(in.span(start).start(), read.span().end())));
  }

  private Step.Guard guard() {
    in.skip();
    int start = in.pos();
    if (in.at("=>")) {
      return new Step.Guard.Any(in.span(start));
    }
    boolean negated = in.peek() == '!';
    if (negated) {
      in.take("!");
      in.skip();
    }
    if (in.atCall() || in.atSpacedCall()) {
      return new Step.Guard.Filter(reading.calls.plainCall(), negated);
    }
    Pattern pattern = reading.patterns.pattern("the guard");
    if (pattern instanceof Pattern.Glob glob
        && !glob.quoted()
        && (glob.text().equals("*") || glob.text().equals("true"))) {
      return new Step.Guard.Any(pattern.span());
    }
    return new Step.Guard.Matches(pattern);
  }
}
