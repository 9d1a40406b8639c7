package dev.lanner.cql.syntax;

import java.util.List;

/** Writes one step, on one line. */
final class StepPrinter implements Step.Visitor<Void> {
  private final StringBuilder out;

  StepPrinter(StringBuilder out) {
    this.out = out;
  }

  /** The steps of a pipeline with {@code |} between them. */
  void inline(Pipeline pipeline) {
    String separator = "";
    for (Step step : pipeline.steps()) {
      out.append(separator);
      separator = " | ";
      write(step);
    }
  }

  /** A step of a pipeline. */
  void write(Step step) {
    if (step instanceof Step.Truth truth) {
      out.append(truth.value() ? "*" : "false");
    } else {
      step.accept(this);
    }
  }

  private void operands(List<Step> operands, String operator) {
    String separator = "";
    for (Step operand : operands) {
      out.append(separator);
      separator = operator;
      operand(operand);
    }
  }

  /** An operand; groups in parentheses. */
  private void operand(Step operand) {
    if (operand instanceof Step.And || operand instanceof Step.Or) {
      out.append('(');
      operand.accept(this);
      out.append(')');
    } else {
      operand.accept(this);
    }
  }

  @Override
  public Void and(Step.And step) {
    operands(step.operands(), " and ");
    return null;
  }

  @Override
  public Void or(Step.Or step) {
    operands(step.operands(), " or ");
    return null;
  }

  @Override
  public Void not(Step.Not step) {
    out.append("not ");
    operand(step.operand());
    return null;
  }

  @Override
  public Void fieldTest(Step.FieldTest step) {
    out.append(Quoting.name(step.field().text()))
        .append(' ')
        .append(step.comparison().symbol())
        .append(' ')
        .append(Quoting.pattern(step.pattern()));
    return null;
  }

  @Override
  public Void freeText(Step.FreeText step) {
    out.append(Quoting.pattern(step.pattern()));
    return null;
  }

  @Override
  public Void truth(Step.Truth step) {
    out.append(step.value());
    return null;
  }

  @Override
  public Void call(Step.Call step) {
    new ExpressionPrinter(out).call(step.call());
    return null;
  }

  @Override
  public Void assign(Step.Assign step) {
    if (step.indirect()) {
      out.append('`').append(step.field().text()).append('`');
    } else {
      out.append(Quoting.name(step.field().text()));
    }
    out.append(" := ");
    new ExpressionPrinter(out).write(step.value());
    return null;
  }

  @Override
  public Void caseOf(Step.Case step) {
    out.append("case { ");
    String separator = "";
    for (Pipeline clause : step.clauses()) {
      out.append(separator);
      separator = "; ";
      inline(clause);
    }
    out.append(" }");
    return null;
  }

  @Override
  public Void match(Step.Match step) {
    out.append(Quoting.name(step.field().text())).append(" match { ");
    String separator = "";
    for (Step.Arm arm : step.arms()) {
      out.append(separator);
      separator = "; ";
      guard(arm.guard());
      out.append(" => ");
      inline(arm.body());
    }
    out.append(" }");
    return null;
  }

  private void guard(Step.Guard guard) {
    if (guard instanceof Step.Guard.Matches matches) {
      out.append(Quoting.pattern(matches.pattern()));
    } else if (guard instanceof Step.Guard.Filter filter) {
      out.append(filter.negated() ? "!" : "");
      new ExpressionPrinter(out).call(filter.call());
    } else {
      out.append('*');
    }
  }

  @Override
  public Void stats(Step.Stats step) {
    new ExpressionPrinter(out).elements(step.functions());
    return null;
  }

  @Override
  public Void saved(Step.Saved step) {
    out.append('$').append(word(step.name())).append('(');
    String separator = "";
    for (Step.SavedArgument argument : step.arguments()) {
      out.append(separator).append(word(argument.name())).append('=');
      separator = ", ";
      out.append(argument.array() ? "[" : "");
      String comma = "";
      for (Pattern value : argument.values()) {
        out.append(comma).append(Quoting.pattern(value));
        comma = ", ";
      }
      out.append(argument.array() ? "]" : "");
    }
    out.append(')');
    return null;
  }

  private static String word(String text) {
    return Characters.isPattern(text) ? text : Quoting.quoted(text);
  }

  @Override
  public Void link(Step.Link step) {
    out.append(Quoting.name(step.field().text())).append(" <=> ").append(word(step.other().text()));
    return null;
  }
}
