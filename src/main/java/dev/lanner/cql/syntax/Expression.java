package dev.lanner.cql.syntax;

import java.util.List;
import java.util.Objects;

/**
 * An expression, or an argument of a function. The reader does not know what a parameter wants, so
 * that an argument keeps its {@linkplain Argument#source raw text} beside the expression it reads
 * as.
 */
public sealed interface Expression {
  /** Where it stands. */
  Span span();

  /**
   * A number as written, sign included if it is part of it.
   *
   * @param text the digits as written
   */
  record Num(String text, Span span) implements Expression {}

  /** A quoted text, escapes removed. */
  record Str(String text, Span span) implements Expression {
    public Str {
      Objects.requireNonNull(text);
    }
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value, Span span) implements Expression {}

  /**
   * A bare word: the field of that name (or a keyword-like value such as {@code desc}, as the
   * parameter says).
   */
  record Field(String name, Span span) implements Expression {
    public Field {
      Objects.requireNonNull(name);
    }
  }

  /** {@code ?name}, {@code ?{name=default}}; the default is null if none was given. */
  record Param(String name, String fallback, Span span) implements Expression {}

  /**
   * A regex literal where an argument stands ({@code regex=/…/i}, {@code test(f=/…/)} of the other
   * dialect).
   */
  record Regex(String body, String flags, Span span) implements Expression {}

  /**
   * A word that is no expression but a pattern: {@code *foo*}, {@code x.csv}, {@code a/b}, {@code
   * *}.
   */
  record Word(String text, Span span) implements Expression {}

  /** {@code -e} or {@code !e}. */
  record Unary(char operator, Expression operand, Span span) implements Expression {}

  /**
   * Two operands.
   *
   * @param operator one of {@code + - * / % == != < <= > >=}
   */
  record Binary(String operator, Expression left, Expression right, Span span)
      implements Expression {}

  /**
   * A filter in the place of a condition (seeds' dialect: {@code if(A="x" AND B=/y/, …)}). Only on
   * the way: no tree that {@link Parser} gives holds one, official CQL having a {@code case} or an
   * expression for each.
   */
  record Condition(Step filter, Span span) implements Expression {}

  /**
   * {@code { pipeline }} or, in correlate, {@code name: { pipeline }}; the name is null without
   * one.
   */
  record Subquery(Name name, Pipeline pipeline, Span span) implements Expression {}

  /** {@code [ … ]}. */
  record Array(List<Element> elements, Span span) implements Expression {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /** One element of an array; {@code as} is the field of {@code x := call()}, else null. */
  record Element(Name as, Expression value) {}

  /**
   * A call.
   *
   * @param name as written, namespace included ({@code text:contains}); case does not matter
   * @param arguments in the order written
   * @param nameSpan the name alone
   */
  record Call(String name, List<Argument> arguments, Span nameSpan, Span span)
      implements Expression {
    public Call {
      Objects.requireNonNull(name);
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * One argument.
   *
   * @param name null if none was written
   * @param value what it reads as
   * @param source its text as written, without the name
   * @param attributes what follows it in correlate ({@code include: [a, b]})
   */
  record Argument(
      Name name, Expression value, String source, List<Attribute> attributes, Span span) {
    public Argument {
      Objects.requireNonNull(value);
      attributes = List.copyOf(attributes);
    }
  }

  /** {@code include: [a, b]} behind a query of correlate. */
  record Attribute(Name name, Expression value, Span span) {}
}
