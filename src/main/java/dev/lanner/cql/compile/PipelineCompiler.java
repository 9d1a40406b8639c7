package dev.lanner.cql.compile;

import dev.lanner.cql.analysis.CallBinder;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.node.Transforms;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Compiles the steps of a pipeline in order, and says what may not stand where it stands. */
final class PipelineCompiler implements Step.Visitor<Node> {
  /** Each step of a flow can be a call within a call; the longest query seen has 73. */
  private static final int MOST_STEPS = 1_000;

  private final List<Stage> stages = new ArrayList<>();
  private Surroundings scope;

  /** What the steps behind the one being compiled make of the order of its rows. */
  private OrderUse later = OrderUse.NONE;

  PipelineCompiler(Surroundings scope) {
    this.scope = scope;
  }

  /** The compiled steps. */
  List<Stage> compile(Pipeline pipeline) {
    each(pipeline.steps());
    return stages;
  }

  private void each(List<Step> steps) {
    OrderUse after = later;
    List<OrderUse> behind =
        OrderUse.behind(steps, after, step -> kind(step) == FunctionSpec.Kind.AGGREGATE);
    for (int i = 0; i < steps.size(); i++) {
      later = behind.get(i);
      step(steps.get(i));
    }
    later = after;
  }

  private void step(Step step) {
    if (scope.context().hopeless()) {
      return;
    }
    if (step instanceof Step.And) {
      each(((Step.And) step).operands());
    } else if (step instanceof Step.Saved) {
      savedSteps((Step.Saved) step);
    } else {
      add(step, () -> step.accept(this));
    }
  }

  private boolean searches() {
    return scope.place() == Place.TOP || scope.place() == Place.QUERY;
  }

  private void add(Step step, Supplier<Node> compile) {
    if (stages.size() == MOST_STEPS) {
      scope.error("too-many-steps", step.span(), "more than " + MOST_STEPS + " steps", "");
      scope.context().giveUp();
      return;
    }
    FieldTable fields = scope.context().fields();
    BitSet used = new BitSet();
    BitSet outer = fields.note(used);
    boolean outerUsesAnything = scope.context().takeUsesAnything();
    if (searches()) {
      scope.preparations().stage(stages.size());
    }
    FunctionSpec.Kind kind = kind(step);
    scope = scope.orderMatters(later.matters(scope.gathered()));
    Node node = compile.get();
    boolean usesAnything = scope.context().takeUsesAnything();
    fields.note(outer);
    if (outer != null) {
      outer.or(used);
    }
    if (outerUsesAnything || usesAnything && outer != null) {
      scope.context().usesAnything();
    }
    if (node != null) {
      boolean source = kind == FunctionSpec.Kind.SOURCE;
      stages.add(new Stage(node, step, used, usesAnything, source));
    }
    boolean aggregates = step instanceof Step.Stats || kind == FunctionSpec.Kind.AGGREGATE;
    scope = scope.behind(aggregates, node instanceof Aggregate);
  }

  /** The kind of function a step calls, directly or by {@code :=}; null if it calls none. */
  private FunctionSpec.Kind kind(Step step) {
    Expression.Call call = null;
    if (step instanceof Step.Call) {
      call = ((Step.Call) step).call();
    } else if (step instanceof Step.Assign
        && ((Step.Assign) step).value() instanceof Expression.Call) {
      call = (Expression.Call) ((Step.Assign) step).value();
    }
    return call == null
        ? null
        : scope
            .context()
            .options()
            .functions()
            .find(call.name())
            .map(f -> f.spec().kind())
            .orElse(null);
  }

  private FilterCompiler filters() {
    return new FilterCompiler(scope, true);
  }

  @Override
  public Node and(Step.And step) {
    throw new IllegalStateException("taken apart before");
  }

  @Override
  public Node or(Step.Or step) {
    return step.accept(filters());
  }

  @Override
  public Node not(Step.Not step) {
    return step.accept(filters());
  }

  @Override
  public Node fieldTest(Step.FieldTest step) {
    if (step.comparison() == Step.Comparison.EQ && step.pattern() instanceof Pattern.Regex) {
      Pattern.Regex literal = (Pattern.Regex) step.pattern();
      if (literal.flags().indexOf('g') >= 0) {
        CqlRegex regex = scope.regex(literal.body(), literal.flags(), literal.span());
        int field = scope.context().fields().intern(step.field().text());
        return regex == null ? Filters.EVERYTHING : Transforms.eachMatch(field, regex);
      }
    }
    return step.accept(filters());
  }

  @Override
  public Node freeText(Step.FreeText step) {
    return step.accept(filters());
  }

  @Override
  public Node truth(Step.Truth step) {
    return step.accept(filters());
  }

  @Override
  public Node call(Step.Call step) {
    return step(step.call(), null);
  }

  /** A call as a step; {@code output} is the field of {@code x := call()}, else null. */
  private Node step(Expression.Call call, Name output) {
    Called called = new CallCompiler(scope).call(call, output, null);
    if (called == null || !mayStand(call, called.spec())) {
      return null;
    }
    if (!(called.node() instanceof Scalar)) {
      return called.node();
    }
    if (called.output() == null) {
      scope.error(
          "unused-value",
          call.nameSpan(),
          "the value of `" + called.spec().name() + "` goes nowhere",
          "write `x := " + called.spec().name() + "(…)`");
      return null;
    }
    return Transforms.assign(scope.context().written(called.output()), (Scalar) called.node());
  }

  private boolean mayStand(Expression.Call call, FunctionSpec spec) {
    String refusal = new Placement(scope, spec, stages).refusal();
    if (refusal == null) {
      return true;
    }
    scope.error("misplaced-function", call.nameSpan(), refusal, Placement.hint(spec));
    return false;
  }

  @Override
  public Node assign(Step.Assign step) {
    if (!step.indirect() && step.value() instanceof Expression.Call) {
      Expression.Call call = (Expression.Call) step.value();
      Optional<CqlFunction> function = scope.context().options().functions().find(call.name());
      if (function.isPresent() && CallBinder.outputOf(function.get().spec()) != null) {
        return step(call, step.field());
      }
    }
    Scalar value = new ExpressionCompiler(scope).compile(step.value());
    return step.indirect()
        ? Transforms.assignIndirect(scope.context().fields().intern(step.field().text()), value)
        : Transforms.assign(scope.context().written(step.field().text()), value);
  }

  @Override
  public Node caseOf(Step.Case step) {
    CaseChecks.warnOfLostDrops(scope, step);
    List<Transform> clauses = new ArrayList<>();
    for (Pipeline clause : step.clauses()) {
      clauses.add(clause(clause));
    }
    return Transforms.caseOf(clauses);
  }

  private Transform clause(Pipeline pipeline) {
    List<Stage> inner = new PipelineCompiler(scope.at(Place.CLAUSE, "")).compile(pipeline);
    return Transforms.sequence(Stage.nodes(inner));
  }

  @Override
  public Node match(Step.Match step) {
    List<Filter> guards = new ArrayList<>();
    List<Transform> bodies = new ArrayList<>();
    for (Step.Arm arm : step.arms()) {
      guards.add(guard(step.field(), arm.guard()));
      bodies.add(clause(arm.body()));
    }
    return Transforms.match(guards, bodies);
  }

  private Filter guard(Name field, Step.Guard guard) {
    if (guard instanceof Step.Guard.Matches) {
      int id = scope.context().fields().intern(field.text());
      return filters().equal(id, ((Step.Guard.Matches) guard).pattern());
    }
    if (guard instanceof Step.Guard.Filter) {
      Step.Guard.Filter filter = (Step.Guard.Filter) guard;
      Filter test = new FilterCompiler(scope, !filter.negated()).call(filter.call(), field);
      return filter.negated() ? Filters.not(test) : test;
    }
    return Filters.EVERYTHING;
  }

  @Override
  public Node stats(Step.Stats step) {
    Expression array = new Expression.Array(step.functions(), step.span());
    Expression.Argument argument =
        new Expression.Argument(null, array, scope.shown(step.span()), List.of(), step.span());
    return step(new Expression.Call("stats", List.of(argument), step.span(), step.span()), null);
  }

  @Override
  public Node link(Step.Link step) {
    scope.error(
        "misplaced-link",
        step.span(),
        "`<=>` links the queries of `correlate` and stands nowhere else",
        "to compare two fields of one event, write `test(a == b)`");
    return null;
  }

  private void savedSteps(Step.Saved step) {
    SavedQuery.of(scope, step)
        .ifPresent(
            inner -> {
              Surroundings outer = scope;
              scope = inner.scope();
              each(inner.pipeline().steps());
              scope = outer.behind(scope.inSequence(), scope.gathered());
            });
  }

  @Override
  public Node saved(Step.Saved step) {
    throw new IllegalStateException("taken apart before");
  }
}
