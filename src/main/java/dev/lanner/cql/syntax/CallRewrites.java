package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Calls that only the other dialect has, in official terms (LANGUAGE 6.2 and 6.5). */
final class CallRewrites {
  private final Reading reading;

  CallRewrites(Reading reading) {
    this.reading = reading;
  }

  /** What {@code call} means; the call itself if it is none of them. */
  Expression rewrite(Expression.Call call) {
    String name = Scanner.lower(call.name());
    switch (name) {
      case "true", "false":
        return truth(call, name);
      case "drop":
        return drop(call);
      case "if":
        return choice(call);
      case "case":
        note(
            call,
            "case",
            "`case(condition, value, …)`",
            "`case { condition | field := value; * }`");
        return call;
      case "test":
        return test(call);
      case "toint", "tolong", "todouble", "tonumber", "tostring":
        return untyped(call);
      case "isnotnull", "isnull":
        return presence(call, name.equals("isnull"));
      case "cidrmatch":
        return cidr(call);
      case "dcount", "uniquecount", "countdistinct":
        note(call, "distinct", "`" + call.name() + "(f)`", "`count(f, distinct=true)`");
        return distinct(call, call.arguments());
      case "count":
        return count(call);
      case "match":
        return match(call);
      case "limit":
        note(call, "limit", "`limit(n)`", "`head(n)`");
        return renamed(call, "head", call.arguments());
      case "partition", "percentage", "array:exists", "objectarray:exists":
        return pipelines(call);
      default:
        return hoisted(call, name);
    }
  }

  private void note(Expression.Call call, String kind, String construct, String official) {
    reading.dialect("dialect-" + kind, call.nameSpan(), construct, official);
  }

  private static Expression.Call renamed(
      Expression.Call call, String name, List<Expression.Argument> arguments) {
    return new Expression.Call(name, arguments, call.nameSpan(), call.span());
  }

  private static Expression.Argument named(String name, Expression.Argument argument) {
    return new Expression.Argument(
        new Name(name, new Span(argument.span().start(), argument.span().start())),
        argument.value(),
        argument.source(),
        argument.attributes(),
        argument.span());
  }

  private Expression truth(Expression.Call call, String name) {
    if (!call.arguments().isEmpty()) {
      return call;
    }
    note(call, name, "`" + name + "()`", "`" + name + "`");
    return new Expression.Bool(name.equals("true"), call.span());
  }

  private Expression drop(Expression.Call call) {
    if (!call.arguments().isEmpty()) {
      return call;
    }
    note(call, "drop", "`drop()` without fields", "`false`, as `dropEvent()`");
    return new Expression.Bool(false, call.span());
  }

  /** {@code if(C, a, b)}: the second and third argument get their names. */
  private Expression choice(Expression.Call call) {
    List<Expression.Argument> arguments = new ArrayList<>();
    boolean then = has(call, "then");
    boolean condition = has(call, "condition");
    boolean renamed = false;
    boolean foreign = false;
    for (Expression.Argument argument : call.arguments()) {
      foreign |= argument.value() instanceof Expression.Condition;
      if (argument.name() != null || !condition) {
        condition = true;
        arguments.add(argument);
      } else {
        arguments.add(named(then ? "else" : "then", argument));
        then = true;
        renamed = true;
      }
    }
    if (foreign) {
      note(
          call,
          "if",
          "a filter as the condition of `if()`",
          "`case { C | field := a; * | field := b }`");
    } else if (renamed) {
      note(call, "if", "`if(C, a, b)`", "`if(C, then=a, else=b)`");
    }
    return renamed(call, call.name(), arguments);
  }

  private static boolean has(Expression.Call call, String parameter) {
    return find(call, parameter) != null;
  }

  private static Expression.Argument find(Expression.Call call, String parameter) {
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name() != null && argument.name().text().equalsIgnoreCase(parameter)) {
        return argument;
      }
    }
    return null;
  }

  /** {@code test(filter)} is the filter; an `=` between fields compares them. */
  private Expression test(Expression.Call call) {
    if (call.arguments().size() != 1
        || !(call.arguments().get(0).value() instanceof Expression.Condition condition)) {
      return call;
    }
    if (condition.filter() instanceof Step.FieldTest test
        && test.comparison() == Step.Comparison.EQ
        && test.pattern() instanceof Pattern.Glob glob
        && !glob.quoted()
        && Characters.isName(glob.text())
        && !Scanner.isNumber(glob.text())) {
      note(call, "test", "`=` in `test()`", "`==`");
      boolean bool = glob.text().equals("true") || glob.text().equals("false");
      Expression right =
          bool
              ? new Expression.Bool(glob.text().equals("true"), glob.span())
              : new Expression.Field(glob.text(), glob.span());
      Expression left = Make.value(test.field().text(), test.field().span());
      Expression equal = new Expression.Binary("==", left, right, test.span());
      return renamed(call, call.name(), List.of(Make.argument(equal)));
    }
    note(call, "test", "a filter in `test()`", "the filter as a step of its own");
    return condition;
  }

  private Expression untyped(Expression.Call call) {
    if (call.arguments().size() != 1) {
      return call;
    }
    note(call, "conversion", "`" + call.name() + "(x)`", "`x`: values have no types");
    return call.arguments().get(0).value();
  }

  private Expression presence(Expression.Call call, boolean absent) {
    if (call.arguments().size() != 1) {
      return call;
    }
    String field = fieldName(call.arguments().get(0).value());
    if (field == null) {
      return call;
    }
    note(call, "presence", "`" + call.name() + "(f)`", absent ? "`f != *`" : "`f = *`");
    Span span = call.span();
    return new Expression.Condition(
        new Step.FieldTest(
            new Name(field, call.arguments().get(0).span()),
            absent ? Step.Comparison.NE : Step.Comparison.EQ,
            new Pattern.Glob("*", false, span),
            span),
        span);
  }

  private static String fieldName(Expression value) {
    if (value instanceof Expression.Field field) {
      return field.name();
    }
    return value instanceof Expression.Str text ? text.text() : null;
  }

  /** {@code cidrMatch("10.0.0.0/8", ip)}: the net may stand first. */
  private Expression cidr(Expression.Call call) {
    note(call, "cidr", "`" + call.name() + "(…)`", "`cidr(field, subnet=…)`");
    List<Expression.Argument> arguments = new ArrayList<>();
    boolean subnet = has(call, "subnet");
    for (Expression.Argument argument : call.arguments()) {
      boolean net =
          argument.value() instanceof Expression.Str
              || argument.value() instanceof Expression.Array;
      if (argument.name() == null && net && !subnet) {
        arguments.add(named("subnet", argument));
        subnet = true;
      } else {
        arguments.add(argument);
      }
    }
    return renamed(call, "cidr", arguments);
  }

  private static Expression distinct(Expression.Call call, List<Expression.Argument> fields) {
    List<Expression.Argument> arguments = new ArrayList<>(fields);
    arguments.add(Make.argument("distinct", new Expression.Bool(true, call.nameSpan())));
    return renamed(call, "count", arguments);
  }

  /** {@code count(distinct=f)}, {@code count(distinct(f))}, {@code count(filter={C})}. */
  private Expression count(Expression.Call call) {
    Expression.Argument distinct = find(call, "distinct");
    if (distinct != null && distinct.value() instanceof Expression.Field) {
      note(call, "distinct", "`count(distinct=f)`", "`count(f, distinct=true)`");
      List<Expression.Argument> arguments = new ArrayList<>();
      arguments.add(Make.argument(distinct.value()));
      for (Expression.Argument argument : call.arguments()) {
        if (argument != distinct) {
          arguments.add(argument);
        }
      }
      return distinct(call, arguments);
    }
    if (!call.arguments().isEmpty()
        && call.arguments().get(0).value() instanceof Expression.Call inner
        && inner.name().equalsIgnoreCase("distinct")) {
      note(call, "distinct", "`count(distinct(f))`", "`count(f, distinct=true)`");
      List<Expression.Argument> arguments = new ArrayList<>(inner.arguments());
      arguments.addAll(call.arguments().subList(1, call.arguments().size()));
      return distinct(call, arguments);
    }
    Expression.Argument filter = find(call, "filter");
    return filter == null ? hoisted(call, "count") : filtered(call, filter);
  }

  private Expression filtered(Expression.Call call, Expression.Argument filter) {
    note(call, "count-filter", "`count(filter=C)`", "`{ C | count() }`");
    List<Expression.Argument> rest = new ArrayList<>(call.arguments());
    rest.remove(filter);
    List<Step> steps = new ArrayList<>();
    if (filter.value() instanceof Expression.Subquery subquery) {
      steps.addAll(subquery.pipeline().steps());
    } else {
      steps.addAll(Branches.flat(Conditions.filter(filter.value(), reading)));
    }
    steps.add(new Step.Call(renamed(call, "count", rest)));
    return new Expression.Subquery(null, new Pipeline(steps, call.span()), call.span());
  }

  /** {@code match(f, regex="re")} and {@code match(f, /re/)} are no lookups. */
  private Expression match(Expression.Call call) {
    Expression.Argument regex = find(call, "regex");
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name() == null && argument.value() instanceof Expression.Regex) {
        regex = argument;
      }
    }
    if (regex == null) {
      return call;
    }
    note(call, "match-regex", "`match(f, regex=…)`", "`regex(\"…\", field=f)`");
    List<Expression.Argument> arguments = new ArrayList<>();
    String flags = "";
    Expression body = regex.value();
    if (body instanceof Expression.Regex literal) {
      flags = literal.flags().replace("F", "");
      body = new Expression.Str(literal.body(), literal.span());
    }
    arguments.add(Make.argument(body));
    for (Expression.Argument argument : call.arguments()) {
      if (argument != regex) {
        arguments.add(argument.name() == null ? named("field", argument) : argument);
      }
    }
    if (!flags.isEmpty()) {
      arguments.add(Make.argument("flags", new Expression.Str(flags, regex.span())));
    }
    return renamed(call, "regex", arguments);
  }

  /** A filter as the condition of a function that wants a pipeline there. */
  private static Expression pipelines(Expression.Call call) {
    List<Expression.Argument> arguments = new ArrayList<>();
    for (Expression.Argument argument : call.arguments()) {
      if (argument.value() instanceof Expression.Condition condition) {
        Pipeline pipeline = new Pipeline(Branches.flat(condition.filter()), condition.span());
        Expression value = new Expression.Subquery(null, pipeline, condition.span());
        arguments.add(
            new Expression.Argument(
                argument.name(), value, argument.source(), List.of(), argument.span()));
      } else {
        arguments.add(argument);
      }
    }
    return renamed(call, call.name(), arguments);
  }

  /** Functions of a field get a field: what is computed in its place is computed before. */
  private Expression hoisted(Expression.Call call, String name) {
    if (!FieldFunctions.takesField(name)) {
      return call;
    }
    List<Expression.Argument> arguments = new ArrayList<>();
    boolean first = true;
    boolean changed = false;
    for (Expression.Argument argument : call.arguments()) {
      boolean field =
          argument.name() == null ? first : argument.name().text().equalsIgnoreCase("field");
      first &= argument.name() != null;
      if (field && FieldFunctions.isComputed(argument.value())) {
        changed = true;
        Expression value = Conditions.settle(argument.value(), reading);
        Expression computed = reading.preparation().compute(value);
        arguments.add(
            new Expression.Argument(
                argument.name(),
                computed,
                ExpressionPrinter.print(computed),
                List.of(),
                argument.span()));
      } else {
        arguments.add(argument);
      }
    }
    if (changed) {
      note(
          call,
          "expression-argument",
          "an expression as argument of `" + call.name() + "()`",
          "`field := …` before it, and the field as argument");
    }
    return changed ? renamed(call, call.name(), arguments) : call;
  }
}
