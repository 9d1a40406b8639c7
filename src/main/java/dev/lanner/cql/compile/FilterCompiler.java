package dev.lanner.cql.compile;

import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.node.Comparison;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.node.Transforms;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import dev.lanner.cql.value.Glob;
import dev.lanner.cql.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Compiles what must be a pure filter: operands of OR and NOT, guards, conditions (LANGUAGE 2.3).
 * Anything else there is reported, and passes everything.
 */
final class FilterCompiler implements Step.Visitor<Filter> {
  /**
   * Whether {@code like "foo*bar"} asks for the whole value, where {@code like "foo"} asks for a
   * part (LANGUAGE U21, decided by the example on the page of operators).
   */
  private static final boolean LIKE_WITH_STAR_IS_WHOLE = true;

  private final Surroundings scope;
  private final boolean extracts;

  /**
   * A compiler for filters in {@code scope}.
   *
   * @param extracts whether named groups may become fields here: not below OR and NOT
   */
  FilterCompiler(Surroundings scope, boolean extracts) {
    this.scope = scope;
    this.extracts = extracts;
  }

  private FilterCompiler below() {
    return extracts ? new FilterCompiler(scope, false) : this;
  }

  @Override
  public Filter and(Step.And step) {
    return Filters.and(all(step.operands(), this));
  }

  @Override
  public Filter or(Step.Or step) {
    return Filters.or(all(step.operands(), below()));
  }

  @Override
  public Filter not(Step.Not step) {
    return Filters.not(step.operand().accept(below()));
  }

  private static List<Filter> all(List<Step> operands, FilterCompiler compiler) {
    List<Filter> filters = new ArrayList<>();
    for (Step operand : operands) {
      filters.add(operand.accept(compiler));
    }
    return filters;
  }

  @Override
  public Filter fieldTest(Step.FieldTest step) {
    int field = scope.context().fields().intern(step.field().text());
    switch (step.comparison()) {
      case EQ:
        return equal(field, step.pattern());
      case NE:
        return Filters.not(below().equal(field, step.pattern()));
      case LIKE:
        return pattern(
            step.pattern(),
            text -> scope.shared(Filters.matches(field, like(text))),
            regex -> scope.shared(Filters.found(field, regex)));
      case LT, LE, GT, GE:
        return number(step, field);
    }
    throw new AssertionError(step.comparison());
  }

  private static Glob like(String text) {
    boolean whole = LIKE_WITH_STAR_IS_WHOLE && text.indexOf('*') >= 0;
    return whole ? Glob.anchored(text, false) : Glob.contained(text, false);
  }

  /** {@code field = pattern}, also as a guard of {@code match}. */
  Filter equal(int field, Pattern pattern) {
    return pattern(
        pattern,
        text -> scope.shared(Filters.matches(field, Glob.anchored(text, false))),
        regex -> scope.shared(Filters.found(field, regex)));
  }

  private Filter pattern(
      Pattern pattern, Function<String, Filter> glob, Function<CqlRegex, Filter> found) {
    if (pattern instanceof Pattern.Glob) {
      return glob.apply(((Pattern.Glob) pattern).text());
    }
    if (pattern instanceof Pattern.Param) {
      List<Filter> any = new ArrayList<>();
      for (String value : scope.values((Pattern.Param) pattern)) {
        any.add(glob.apply(value));
      }
      return Filters.or(any);
    }
    CqlRegex regex = regex((Pattern.Regex) pattern);
    return regex == null ? Filters.EVERYTHING : found.apply(regex);
  }

  private CqlRegex regex(Pattern.Regex literal) {
    CqlRegex regex = scope.regex(literal.body(), literal.flags(), literal.span());
    if (regex != null && !extracts && !regex.groupNames().isEmpty()) {
      scope.error(
          "named-group-below-or",
          literal.span(),
          "the named group `"
              + regex.groupNames().get(0)
              + "` cannot be extracted below `or` or `not`",
          "make the group unnamed, `(?:…)`, or use `case`");
    }
    return regex;
  }

  private Filter number(Step.FieldTest step, int field) {
    Comparison comparison = Comparison.of(step.comparison().symbol());
    return pattern(
        step.pattern(),
        text -> {
          Value bound = Value.of(text);
          if (bound.isNumber()) {
            return Filters.number(field, comparison, bound);
          }
          boolean unbound = step.pattern() instanceof Pattern.Param && text.equals("*");
          if (!unbound) {
            notANumber(step, text);
          }
          return Filters.EVERYTHING;
        },
        regex -> {
          notANumber(step, regex.toString());
          return Filters.EVERYTHING;
        });
  }

  private void notANumber(Step.FieldTest step, String text) {
    String symbol = step.comparison().symbol();
    scope.error(
        "not-a-number",
        step.pattern().span(),
        "`" + symbol + "` compares with a number, and `" + text + "` is none",
        "to compare two fields, write `test(" + step.field().text() + " " + symbol + " …)`");
  }

  @Override
  public Filter freeText(Step.FreeText step) {
    if (scope.inSequence()) {
      scope.error(
          "free-text-after-aggregate",
          step.span(),
          "free text `"
              + scope.shown(step.span())
              + "` stands behind an aggregate, where no event is left to search",
          "is it prose that was copied along? Name a field, or move it before the aggregate");
    }
    scope.context().usesAnything();
    return pattern(
        step.pattern(), text -> Filters.freeText(Glob.contained(text, false)), Filters::freeText);
  }

  @Override
  public Filter truth(Step.Truth step) {
    return step.value() ? Filters.EVERYTHING : Filters.NOTHING;
  }

  @Override
  public Filter call(Step.Call step) {
    return call(step.call(), null);
  }

  /**
   * A call as a filter; {@code field} is the field that a guard of {@code match} tests, else null.
   */
  Filter call(Expression.Call call, Name field) {
    Called called = new CallCompiler(scope).call(call, null, field);
    if (called == null) {
      return Filters.EVERYTHING;
    }
    Node node = called.node();
    if (node instanceof Filter) {
      return (Filter) node;
    }
    FunctionSpec.Kind kind = called.spec().kind();
    boolean filters = kind == FunctionSpec.Kind.FILTER || kind == FunctionSpec.Kind.JOIN;
    if (filters && node instanceof Transform) {
      return Filters.emits((Transform) node);
    }
    return refuse(call.nameSpan(), "`" + called.spec().name() + "` is " + article(kind));
  }

  private static String article(FunctionSpec.Kind kind) {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return ("aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word + " function";
  }

  @Override
  public Filter assign(Step.Assign step) {
    return refuse(step.span(), "`" + scope.shown(step.span()) + "` is an assignment");
  }

  @Override
  public Filter caseOf(Step.Case step) {
    return refuse(step.span(), "`case` is no filter");
  }

  @Override
  public Filter match(Step.Match step) {
    return refuse(step.span(), "`match` is no filter");
  }

  @Override
  public Filter stats(Step.Stats step) {
    return refuse(step.span(), "`[…]` is an aggregate");
  }

  @Override
  public Filter link(Step.Link step) {
    return refuse(step.span(), "`<=>` links queries of `correlate`");
  }

  private Filter refuse(Span span, String what) {
    scope.error(
        "not-a-filter",
        span,
        what + " and cannot stand here, where only a filter can",
        "below `or` and `not` only filters can stand; put other steps between pipes");
    return Filters.EVERYTHING;
  }

  @Override
  public Filter saved(Step.Saved step) {
    PipelineCompiler pipeline = new PipelineCompiler(scope.at(Place.STEPS, ""));
    List<Node> nodes = Stage.nodes(pipeline.compile(new Pipeline(List.of(step), step.span())));
    if (nodes.stream().allMatch(Filter.class::isInstance)) {
      return Filters.and(nodes.stream().map(Filter.class::cast).toList());
    }
    return Filters.emits(Transforms.sequence(nodes));
  }
}
