package dev.lanner.cql.syntax;

import java.util.List;

/**
 * One step of a pipeline, or one operand of a filter. Filters are {@link And}, {@link Or}, {@link
 * Not}, {@link FieldTest}, {@link FreeText}, {@link Truth} and calls of filter functions; which
 * calls those are is for analysis to say.
 */
public sealed interface Step {
  /** Where it stands. */
  Span span();

  /** Shows this step to the method of its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * All operands hold; each sees what those before it extracted. A parenthesised group below OR or
   * NOT.
   */
  record And(List<Step> operands, Span span) implements Step {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  /** The first operand that holds decides. */
  record Or(List<Step> operands, Span span) implements Step {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  /** Plain negation. */
  record Not(Step operand, Span span) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** {@code field = pattern} and its relatives. */
  record FieldTest(Name field, Comparison comparison, Pattern pattern, Span span) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fieldTest(this);
    }
  }

  /** A pattern without a field: searched for in all original fields. */
  record FreeText(Pattern pattern, Span span) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.freeText(this);
    }
  }

  /** {@code true}, {@code false}, and {@code *} as a step (which is {@code true}). */
  record Truth(boolean value, Span span) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.truth(this);
    }
  }

  /**
   * A function as a step. {@code f =~ g(x)} arrives here as {@code g(x, field=f)}; {@code !g()}
   * below {@link Not}.
   */
  record Call(Expression.Call call) implements Step {
    @Override
    public Span span() {
      return call.span();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * {@code field := expression}. With {@code indirect} the target was written in backticks: the
   * field whose name is the value of {@code field}.
   */
  record Assign(Name field, boolean indirect, Expression value, Span span) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assign(this);
    }
  }

  /** {@code case { p1; p2 }}: the first clause that emits wins. */
  record Case(List<Pipeline> clauses, Span span) implements Step {
    public Case {
      clauses = List.copyOf(clauses);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.caseOf(this);
    }
  }

  /** {@code field match { guard => pipeline; … }}. */
  record Match(Name field, List<Arm> arms, Span span) implements Step {
    public Match {
      arms = List.copyOf(arms);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.match(this);
    }
  }

  /** One arm of a match. */
  record Arm(Guard guard, Pipeline body, Span span) {}

  /** What an arm asks of the field. */
  sealed interface Guard {
    /** {@code *}, {@code true} or nothing: everything, even an event without the field. */
    record Any(Span span) implements Guard {}

    /** A pattern for the whole value, or a regex. */
    record Matches(Pattern pattern) implements Guard {}

    /** A filter function, with the match's field as its field. */
    record Filter(Expression.Call call, boolean negated) implements Guard {}
  }

  /** {@code [a(), b()]} as a step: short for {@code stats([a(), b()])}. */
  record Stats(List<Expression.Element> functions, Span span) implements Step {
    public Stats {
      functions = List.copyOf(functions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stats(this);
    }
  }

  /** {@code $name(a=…)}: the saved query of that name, its parameters bound. */
  record Saved(String name, List<SavedArgument> arguments, Span span) implements Step {
    public Saved {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.saved(this);
    }
  }

  /** One argument of a saved query; several values where it was an array. */
  record SavedArgument(String name, List<Pattern> values, boolean array, Span span) {
    public SavedArgument {
      values = List.copyOf(values);
    }
  }

  /** {@code field <=> Query.field}, inside a query of {@code correlate}. */
  record Link(Name field, Name other, Span span) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.link(this);
    }
  }

  /** How a field is compared with a pattern. */
  enum Comparison {
    /** {@code =}: whole value, glob; or regex. */
    EQ("="),
    /** {@code !=}: plain negation of {@code =}. */
    NE("!="),
    /** {@code like}: value contains the glob. */
    LIKE("like"),
    /** Less than, as numbers. */
    LT("<"),
    /** Less than or equal, as numbers. */
    LE("<="),
    /** Greater than, as numbers. */
    GT(">"),
    /** Greater than or equal, as numbers. */
    GE(">=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    /** As written. */
    public String symbol() {
      return symbol;
    }
  }

  /** One method a kind of step. */
  interface Visitor<R> {
    R and(And step);

    R or(Or step);

    R not(Not step);

    R fieldTest(FieldTest step);

    R freeText(FreeText step);

    R truth(Truth step);

    R call(Call step);

    R assign(Assign step);

    R caseOf(Case step);

    R match(Match step);

    R stats(Stats step);

    R saved(Saved step);

    R link(Link step);
  }
}
