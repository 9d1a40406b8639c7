package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Goes through everything in a tree, subqueries and arguments included, in the order of the text.
 */
final class Walk {
  private final Consumer<Step> steps;
  private final Consumer<Expression> expressions;
  private final Consumer<Pipeline> pipelines;

  private Walk(
      Consumer<Pipeline> pipelines, Consumer<Step> steps, Consumer<Expression> expressions) {
    this.pipelines = pipelines;
    this.steps = steps;
    this.expressions = expressions;
  }

  /** Every step below {@code pipeline}. */
  static void steps(Pipeline pipeline, Consumer<Step> each) {
    new Walk(p -> {}, each, e -> {}).pipeline(pipeline);
  }

  /** Every step below {@code step}, itself first. */
  static void steps(Step step, Consumer<Step> each) {
    new Walk(p -> {}, each, e -> {}).step(step);
  }

  /** Every pipeline below {@code pipeline}, itself first. */
  static void pipelines(Pipeline pipeline, Consumer<Pipeline> each) {
    new Walk(each, s -> {}, e -> {}).pipeline(pipeline);
  }

  /** Every expression below {@code pipeline}. */
  static void expressions(Pipeline pipeline, Consumer<Expression> each) {
    new Walk(p -> {}, s -> {}, each).pipeline(pipeline);
  }

  /** Every expression below {@code step}. */
  static void expressions(Step step, Consumer<Expression> each) {
    new Walk(p -> {}, s -> {}, each).step(step);
  }

  /** Every expression below {@code expression}, itself first. */
  static void expressions(Expression expression, Consumer<Expression> each) {
    new Walk(p -> {}, s -> {}, each).expression(expression);
  }

  /** Every list of conditions that must all hold, and whether it is the query's own. */
  @SuppressWarnings("ReferenceEquality") // the one object, not one like it
  static void conjunctions(Pipeline whole, BiConsumer<List<Step>, Boolean> each) {
    pipelines(whole, p -> each.accept(Subject.flat(p), p == whole));
    steps(
        whole,
        step -> {
          if (step instanceof Step.Or or) {
            or.operands().forEach(operand -> group(operand, each));
          } else if (step instanceof Step.Not not) {
            group(not.operand(), each);
          }
        });
  }

  private static void group(Step step, BiConsumer<List<Step>, Boolean> each) {
    if (step instanceof Step.And and) {
      List<Step> flat = new ArrayList<>(Subject.flat(new Pipeline(and.operands(), and.span())));
      each.accept(flat, false);
    }
  }

  private void pipeline(Pipeline pipeline) {
    pipelines.accept(pipeline);
    pipeline.steps().forEach(this::step);
  }

  private void step(Step step) {
    steps.accept(step);
    if (step instanceof Step.And and) {
      and.operands().forEach(this::step);
    } else if (step instanceof Step.Or or) {
      or.operands().forEach(this::step);
    } else if (step instanceof Step.Not not) {
      step(not.operand());
    } else if (step instanceof Step.Call call) {
      expression(call.call());
    } else if (step instanceof Step.Assign assign) {
      expression(assign.value());
    } else if (step instanceof Step.Case cases) {
      cases.clauses().forEach(this::pipeline);
    } else if (step instanceof Step.Match match) {
      match.arms().forEach(this::arm);
    } else if (step instanceof Step.Stats stats) {
      stats.functions().forEach(element -> expression(element.value()));
    }
  }

  private void arm(Step.Arm arm) {
    if (arm.guard() instanceof Step.Guard.Filter filter) {
      expression(filter.call());
    }
    pipeline(arm.body());
  }

  private void expression(Expression expression) {
    expressions.accept(expression);
    if (expression instanceof Expression.Unary unary) {
      expression(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      expression(binary.left());
      expression(binary.right());
    } else if (expression instanceof Expression.Condition condition) {
      step(condition.filter());
    } else if (expression instanceof Expression.Subquery subquery) {
      pipeline(subquery.pipeline());
    } else if (expression instanceof Expression.Array array) {
      array.elements().forEach(element -> expression(element.value()));
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(argument -> expression(argument.value()));
    }
  }
}
