package dev.lanner.cql.function;

import java.util.List;
import java.util.Objects;

/**
 * One parameter of a function.
 *
 * @param name as documented; matched without regard to case
 * @param type how an argument is read
 * @param required whether a call without it is an error
 * @param unnamed whether the argument may be given without its name; at most one parameter of a
 *     function
 * @param fallback the documented default as text, or null if there is none
 * @param choices the only values allowed, or empty if any
 */
public record Parameter(
    String name,
    Type type,
    boolean required,
    boolean unnamed,
    String fallback,
    List<String> choices) {

  /** How an argument is read. */
  public enum Type {
    /** The name of a field, bare or quoted. */
    FIELD,
    /** One or several names of fields, each bare or quoted. */
    FIELDS,
    /**
     * The name of a field to write: {@code as}. {@code x := f()} sets it. If required, then of a
     * step only: in an expression the value goes elsewhere.
     */
    OUTPUT,
    /** A text, bare or quoted, glob characters included. */
    TEXT,
    /** One or several texts. */
    TEXTS,
    /** Texts or arrays of texts: {@code [[a, b], [c, d]]}; also a single text. */
    TUPLES,
    /** A whole number (or the word {@code max} where the choices allow it). */
    WHOLE,
    /** A number. */
    NUMBER,
    /** A relative time such as {@code 15m}. */
    DURATION,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A regular expression: a text, or a literal with flags. */
    REGEX,
    /** An expression: bare words are fields, quoted words are text. */
    EXPRESSION,
    /** One or several expressions. */
    EXPRESSIONS,
    /** Assignments by argument names, as in {@code eval(a=1, b=a+1)}: takes every argument. */
    ASSIGNMENTS,
    /** A filter: {@code { … }} or a filter function. */
    FILTER,
    /** Filters in brackets, or a single one. */
    FILTERS,
    /** Filters and transformations: {@code { … }} or a single call. */
    PIPELINE,
    /** One or several aggregate functions, or pipelines that end in one. */
    AGGREGATES,
    /** A query of its own, which reads its own input. */
    SUBQUERY,
    /** Named queries with attributes (correlate): takes every such argument. */
    NAMED_SUBQUERIES
  }

  public Parameter {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    choices = List.copyOf(choices);
  }

  /** A required parameter. */
  public static Parameter required(String name, Type type) {
    return new Parameter(name, type, true, false, null, List.of());
  }

  /** An optional parameter without a default. */
  public static Parameter optional(String name, Type type) {
    return new Parameter(name, type, false, false, null, List.of());
  }

  /** An optional parameter with a documented default. */
  public static Parameter optional(String name, Type type, String fallback) {
    return new Parameter(name, type, false, false, fallback, List.of());
  }

  /** The output field {@code as} with its default name. */
  public static Parameter as(String fallback) {
    return optional("as", Type.OUTPUT, fallback);
  }

  /**
   * The output field {@code as} of a function that overwrites its input unless told otherwise:
   * without {@code as}, a step assigns to the field that the parameter {@code field} names.
   */
  public static Parameter asInPlace() {
    return optional("as", Type.OUTPUT);
  }

  /** This parameter, also accepted without its name. */
  public Parameter orUnnamed() {
    return new Parameter(name, type, required, true, fallback, choices);
  }

  /** This parameter, restricted to the given words. */
  public Parameter oneOf(String... words) {
    return new Parameter(name, type, required, unnamed, fallback, List.of(words));
  }
}
