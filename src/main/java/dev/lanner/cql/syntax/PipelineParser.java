package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps one after the other: {@code |}, {@code AND} and a blank between them mean the same. After a
 * fault reading goes on behind the next pipe.
 */
final class PipelineParser {
  private final Reading reading;
  private final Scanner in;
  private final UnionParser unions;

  PipelineParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
    this.unions = new UnionParser(reading);
  }

  /** The whole text. */
  Pipeline query() {
    in.skip();
    int start = in.pos();
    List<Step> steps = new Run("", false).read();
    return pipeline(steps, start);
  }

  /**
   * What stands between the position and one of the characters of {@code closers}; {@code >} stands
   * for {@code =>}.
   */
  Pipeline pipeline(String closers) {
    in.skip();
    int start = in.pos();
    return pipeline(new Run(closers, false).read(), start);
  }

  /**
   * The steps of a group in parentheses; fields it needs are computed before the step it belongs
   * to.
   */
  List<Step> group() {
    return new Run(")", true).read();
  }

  private Pipeline pipeline(List<Step> steps, int start) {
    int end = steps.isEmpty() ? start : steps.get(steps.size() - 1).span().end();
    return new Pipeline(steps, new Span(start, Math.max(start, end)));
  }

  /** One pipeline being read. */
  private final class Run {
    private final String closers;
    private final boolean partOfStep;
    private List<Step> steps = new ArrayList<>();
    private boolean aggregated;

    /** Whether a pipe or an AND stands before what comes next. */
    private boolean separated = true;

    /** Whether what comes next is where a fault left off. */
    private boolean recovered;

    Run(String closers, boolean partOfStep) {
      this.closers = closers;
      this.partOfStep = partOfStep;
    }

    List<Step> read() {
      while (true) {
        in.skip();
        if (in.atEnd() || atCloser()) {
          return steps;
        }
        if (reading.problems.tooManyErrors()) {
          throw new Fault.Final();
        }
        if (in.take("|")) {
          separated = true;
          recovered = false;
        } else if (!stray()) {
          try {
            step();
            recovered = false;
          } catch (Fault.Final fault) {
            throw fault;
          } catch (Fault fault) {
            Recovery.skip(reading, closers.replace(">", ""));
            recovered = true;
            separated = true;
          }
        }
      }
    }

    private boolean atCloser() {
      return closers.indexOf(in.peek()) >= 0 && !in.at(">")
          || (closers.contains(">") && in.at("=>"));
    }

    /** Passes over a separator or a closing bracket that closes nothing. */
    private boolean stray() {
      int c = in.peek();
      if (c < 0 || ")]};,".indexOf(c) < 0) {
        return false;
      }
      Span here = in.here();
      in.reset(here.end());
      boolean atEndOfQuery = c == ';' && endsHere();
      if (!recovered && !atEndOfQuery) {
        reading.problems.add(strayProblem((char) c, here));
      }
      separated = true;
      return true;
    }

    private boolean endsHere() {
      int back = in.pos();
      in.skip();
      boolean end = in.atEnd() || in.peek() == '|';
      in.reset(back);
      return end && closers.isEmpty();
    }

    private Problem strayProblem(char c, Span here) {
      if (c == ';') {
        return Problem.error(
            "unexpected-semicolon",
            here,
            "`;` separates the clauses of `case` and `match` and nothing else",
            "separate steps with `|`");
      }
      if (c == ',') {
        return Problem.error(
            "unexpected-comma", here, "`,` cannot stand between steps", "separate steps with `|`");
      }
      return Problem.error(
          "unmatched-bracket",
          here,
          "`" + c + "` closes nothing",
          "remove it, or open it where it belongs");
    }

    private void step() {
      if (!separated && aggregated && in.patternEnd() > in.pos() && reading.filters.atFreeText()) {
        glued();
        return;
      }
      if (unions.atUnion() && separated) {
        steps = unions.join(steps, closers);
        return;
      }
      if (partOfStep) {
        add(reading.filters.or(separated));
      } else {
        prepared();
      }
      in.skip();
      separated = false;
      if (in.atWord("and")) {
        in.takeWord("and");
        separated = true;
      } else if (in.atWord("&&")) {
        int start = in.pos();
        in.take("&&");
        reading.dialect("dialect-operator", in.span(start), "`&&`", "`and`");
        separated = true;
      }
    }

    private void prepared() {
      Preparation own = reading.preparation().nested();
      reading.prepare(own);
      try {
        Step step = reading.filters.or(separated);
        own.before().forEach(this::add);
        add(step);
        boolean fieldsLeft = !(step instanceof Step.Call) || !aggregated;
        if (!own.isEmpty() && fieldsLeft) {
          add(own.after(step.span()));
        }
      } finally {
        reading.prepare(own.outer());
      }
    }

    private void add(Step step) {
      if (step instanceof Step.And and) {
        and.operands().forEach(this::add);
        return;
      }
      aggregated |=
          step instanceof Step.Stats
              || (step instanceof Step.Call call && FunctionNames.isAggregate(call.call().name()));
      steps.add(step);
    }

    /** Words behind an aggregate: as a rule what stood below the query where it was copied from. */
    private void glued() {
      int start = in.pos();
      if (closers.isEmpty()) {
        int pipe = in.text().indexOf('|', start);
        in.reset(pipe < 0 ? in.text().length() : pipe);
      } else {
        in.reset(in.patternEnd());
        Recovery.skip(reading, closers.replace(">", ""));
      }
      String rest = in.text().substring(start, in.pos());
      reading.problems.add(
          Problem.error(
              "free-text-after-aggregate",
              new Span(start, start + Scanner.brief(rest, Integer.MAX_VALUE).length()),
              "`"
                  + Scanner.brief(rest, 40)
                  + "` is free text, and behind an aggregate there is no event left to search",
              "if it does not belong to the query, cut it off; otherwise begin a new step with"
                  + " `|`"));
      separated = true;
    }
  }
}
