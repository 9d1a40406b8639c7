package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** The many ways to count distinct values, or only some events. */
final class CountRewrites {
  private final Reading reading;

  CountRewrites(Reading reading) {
    this.reading = reading;
  }

  /** {@code dcount(f)}. */
  Expression distinct(Expression.Call call) {
    reading.note(call, "dialect-distinct", "`" + call.name() + "(f)`", "`count(f, distinct=true)`");
    return distinct(call, call.arguments());
  }

  private static Expression distinct(Expression.Call call, List<Expression.Argument> fields) {
    List<Expression.Argument> arguments = new ArrayList<>(fields);
    arguments.add(Make.argument("distinct", new Expression.Bool(true, call.nameSpan())));
    return Calls.renamed(call, "count", arguments);
  }

  /** {@code count(distinct=f)}, {@code count(distinct(f))}, {@code count(filter={C})}. */
  Expression count(Expression.Call call) {
    Expression.Argument distinct = Calls.find(call, "distinct");
    if (distinct != null
        && distinct.value() instanceof Expression.Field field
        && !isTruth(field.name())) {
      reading.note(call, "dialect-distinct", "`count(distinct=f)`", "`count(f, distinct=true)`");
      List<Expression.Argument> arguments = new ArrayList<>();
      arguments.add(Make.argument(distinct.value()));
      for (Expression.Argument argument : call.arguments()) {
        if (!argument.equals(distinct)) {
          arguments.add(argument);
        }
      }
      return distinct(call, arguments);
    }
    if (!call.arguments().isEmpty()
        && call.arguments().get(0).value() instanceof Expression.Call inner
        && inner.name().equalsIgnoreCase("distinct")) {
      reading.note(call, "dialect-distinct", "`count(distinct(f))`", "`count(f, distinct=true)`");
      List<Expression.Argument> arguments = new ArrayList<>(inner.arguments());
      arguments.addAll(call.arguments().subList(1, call.arguments().size()));
      return distinct(call, arguments);
    }
    Expression.Argument filter = Calls.find(call, "filter");
    return filter == null ? call : filtered(call, filter);
  }

  /** {@code distinct=True}, where Python was on someone's mind. */
  private static boolean isTruth(String word) {
    return word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false");
  }

  private Expression filtered(Expression.Call call, Expression.Argument filter) {
    reading.note(call, "dialect-count-filter", "`count(filter=C)`", "`{ C | count() }`");
    List<Expression.Argument> rest = new ArrayList<>(call.arguments());
    rest.remove(filter);
    List<Step> steps = new ArrayList<>();
    if (filter.value() instanceof Expression.Subquery subquery) {
      steps.addAll(subquery.pipeline().steps());
    } else {
      steps.addAll(Branches.flat(Conditions.filter(filter.value(), reading)));
    }
    steps.add(new Step.Call(Calls.renamed(call, "count", rest)));
    return new Expression.Subquery(null, new Pipeline(steps, call.span()), call.span());
  }

  /** {@code pipeline} with the output of its last call named; null if it ends in something else. */
  static Expression.Subquery named(Expression.Subquery pipeline, Name name) {
    List<Step> steps = new ArrayList<>(pipeline.pipeline().steps());
    if (pipeline.name() != null
        || steps.isEmpty()
        || !(steps.remove(steps.size() - 1) instanceof Step.Call last)
        || Calls.has(last.call(), "as")) {
      return null;
    }
    List<Expression.Argument> arguments = new ArrayList<>(last.call().arguments());
    arguments.add(Make.argument("as", Make.field(name.text(), name.span())));
    steps.add(new Step.Call(Calls.renamed(last.call(), last.call().name(), arguments)));
    Pipeline renamed = new Pipeline(steps, pipeline.pipeline().span());
    return new Expression.Subquery(null, renamed, pipeline.span());
  }
}
