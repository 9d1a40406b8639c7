package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step of the other dialect needs around it in official terms: fields computed before it,
 * because an official function takes fields and no expressions, and dropped again behind it.
 */
final class Preparation {
  private final String text;
  private final Preparation outer;
  private final List<Step> before = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private final int[] used;

  /** For the query {@code text}: no field that it mentions is taken. */
  Preparation(String text) {
    this.text = text;
    this.outer = null;
    this.used = new int[1];
  }

  private Preparation(Preparation outer) {
    this.text = outer.text;
    this.outer = outer;
    this.used = outer.used;
  }

  Preparation nested() {
    return new Preparation(this);
  }

  Preparation outer() {
    return outer;
  }

  /** A field of its own, which {@link #before} must fill. */
  String field() {
    String name;
    do {
      name = "_tmp" + ++used[0];
    } while (text.contains(name));
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
