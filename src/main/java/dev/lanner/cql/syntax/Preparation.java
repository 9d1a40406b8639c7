package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step of the other dialect needs around it in official terms: fields computed before it,
 * because an official function takes fields and no expressions, and dropped again behind it.
 */
final class Preparation {
  private static final String PREFIX = "_tmp";
  private static final int MAX_SUFFIX = 20;

  private final String prefix;
  private final Preparation outer;
  private final List<Step> before = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private final int[] used;

  /** For the query {@code text}: no field that it mentions is taken. */
  Preparation(String text) {
    this.prefix = unused(text);
    this.outer = null;
    this.used = new int[1];
  }

  private Preparation(Preparation outer) {
    this.prefix = outer.prefix;
    this.outer = outer;
    this.used = outer.used;
  }

  /** A beginning that no word of the text has. */
  private static String unused(String text) {
    int longest = -1;
    for (int at = text.indexOf(PREFIX); at >= 0; at = text.indexOf(PREFIX, at + 1)) {
      int end = at + PREFIX.length();
      while (end < text.length() && text.charAt(end) == '_') {
        end++;
      }
      longest = Math.max(longest, end - at - PREFIX.length());
    }
    return PREFIX + "_".repeat(Math.min(longest + 1, MAX_SUFFIX));
  }

  Preparation nested() {
    return new Preparation(this);
  }

  Preparation outer() {
    return outer;
  }

  /** A field of its own, which {@link #before} must fill. */
  String field() {
    String name = prefix + ++used[0];
    fields.add(name);
    return name;
  }

  void add(Step step) {
    before.add(step);
  }

  /** The field that {@code value} is assigned to before the step. */
  Expression.Field compute(Expression value) {
    String name = field();
    Span span = value.span();
    add(new Step.Assign(new Name(name, span), false, value, span));
    return new Expression.Field(name, span);
  }

  boolean isEmpty() {
    return before.isEmpty();
  }

  List<Step> before() {
    return before;
  }

  /** Drops the fields computed. */
  Step after(Span span) {
    List<Expression.Element> names = new ArrayList<>();
    for (String name : fields) {
      names.add(new Expression.Element(null, new Expression.Field(name, span)));
    }
    return new Step.Call(Make.call("drop", span, Make.argument(new Expression.Array(names, span))));
  }
}
