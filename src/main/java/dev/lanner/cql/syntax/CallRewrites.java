package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Calls that only the other dialect has, in official terms (LANGUAGE 6.2 and 6.5). */
final class CallRewrites {
  private final Reading reading;
  private final ConditionRewrites conditions;
  private final CountRewrites counts;
  private final FieldArguments fields;
  private final TimeBuckets times;

  CallRewrites(Reading reading) {
    this.reading = reading;
    this.conditions = new ConditionRewrites(reading);
    this.counts = new CountRewrites(reading);
    this.fields = new FieldArguments(reading);
    this.times = new TimeBuckets(reading);
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
        return conditions.choice(call);
      case "case":
        reading.note(
            call,
            "dialect-case",
            "`case(condition, value, …)`",
            "`case { condition | field := value; * }`");
        return call;
      case "test":
        return conditions.test(call);
      case "isnotnull", "isnull":
        return conditions.presence(call, name.equals("isnull"));
      case "toint", "tolong", "todouble", "tonumber", "tostring":
        return untyped(call);
      case "cidrmatch":
        return cidr(call);
      case "dc", "dcount", "uniquecount", "countdistinct":
        return fields.hoisted(counts.distinct(call));
      case "count":
        return fields.hoisted(counts.count(call));
      case "match":
        return match(call);
      case "limit":
        reading.note(call, "dialect-limit", "`limit(n)`", "`head(n)`");
        return Calls.renamed(call, "head", call.arguments());
      case "partition", "percentage", "array:exists", "objectarray:exists":
        return pipelines(call);
      case "timebucket":
        return times.bucket(call);
      case "groupby":
        return fields.keys(call);
      case "round":
        return fields.rounded(call);
      default:
        return fields.hoisted(call);
    }
  }

  private Expression truth(Expression.Call call, String name) {
    if (!call.arguments().isEmpty()) {
      return call;
    }
    boolean value = name.equals("true");
    String code = value ? "dialect-true" : "dialect-false";
    reading.note(call, code, "`" + name + "()`", "`" + name + "`");
    return new Expression.Bool(value, call.span());
  }

  private Expression drop(Expression.Call call) {
    if (!call.arguments().isEmpty()) {
      return call;
    }
    reading.note(call, "dialect-drop", "`drop()` without fields", "`false`, as `dropEvent()`");
    return new Expression.Bool(false, call.span());
  }

  private Expression untyped(Expression.Call call) {
    if (call.arguments().size() != 1) {
      return call;
    }
    reading.note(call, "dialect-conversion", "`" + call.name() + "(x)`", "`x`");
    return call.arguments().get(0).value();
  }

  /** {@code cidrMatch("10.0.0.0/8", ip)}: the net may stand first. */
  private Expression cidr(Expression.Call call) {
    reading.note(call, "dialect-cidr", "`" + call.name() + "(…)`", "`cidr(field, subnet=…)`");
    List<Expression.Argument> arguments = new ArrayList<>();
    boolean subnet = Calls.has(call, "subnet");
    for (Expression.Argument argument : call.arguments()) {
      boolean net =
          argument.value() instanceof Expression.Str
              || argument.value() instanceof Expression.Array;
      if (argument.name() == null && net && !subnet) {
        arguments.add(Calls.named("subnet", argument));
        subnet = true;
      } else {
        arguments.add(argument);
      }
    }
    return Calls.renamed(call, "cidr", arguments);
  }

  /** {@code match(f, regex="re")} and {@code match(f, /re/)} are no lookups. */
  private Expression match(Expression.Call call) {
    Expression.Argument regex = Calls.find(call, "regex");
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name() == null && argument.value() instanceof Expression.Regex) {
        regex = argument;
      }
    }
    if (regex == null
        || !(regex.value() instanceof Expression.Regex
            || regex.value() instanceof Expression.Str)) {
      return call;
    }
    reading.note(call, "dialect-match-regex", "`match(f, regex=…)`", "`regex(\"…\", field=f)`");
    List<Expression.Argument> arguments = new ArrayList<>();
    String flags = "";
    Expression body = regex.value();
    if (body instanceof Expression.Regex literal) {
      flags = literal.flags().replace("F", "");
      body = new Expression.Str(literal.body(), literal.span());
    }
    arguments.add(Make.argument(body));
    for (Expression.Argument argument : call.arguments()) {
      if (!argument.equals(regex)) {
        arguments.add(argument.name() == null ? Calls.named("field", argument) : argument);
      }
    }
    if (!flags.isEmpty()) {
      arguments.add(Make.argument("flags", new Expression.Str(flags, regex.span())));
    }
    return Calls.renamed(call, "regex", arguments);
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
    return Calls.renamed(call, call.name(), arguments);
  }
}
