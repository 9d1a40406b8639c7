package dev.lanner.cql.function;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import java.util.List;

/**
 * The arguments of one call, read by the types its spec declares. A parameter that was not given
 * answers with its documented default; asking for one without a default that was not given is a
 * fault of the function ({@link IllegalStateException}): ask {@link #given} first.
 */
public interface Arguments {
  /** Whether the call names (or fills) the parameter. */
  boolean given(String parameter);

  /** A FIELD, OUTPUT or TEXT argument; the first of a TEXTS or FIELDS argument. */
  String text(String parameter);

  /** A FIELDS or TEXTS argument, in order. */
  List<String> texts(String parameter);

  /** A WHOLE argument; {@code max} reads as {@link Long#MAX_VALUE}. */
  long whole(String parameter);

  /** A NUMBER argument. */
  double number(String parameter);

  /** A DURATION argument in milliseconds. */
  long millis(String parameter);

  /** A BOOLEAN argument. */
  boolean flag(String parameter);

  /**
   * A REGEX argument: its body, in the dialect of LANGUAGE 3.8, and the flags of a literal (else
   * empty).
   */
  RegexText regex(String parameter);

  /** An EXPRESSION argument. */
  Scalar expression(String parameter);

  /** An EXPRESSIONS argument, in order. */
  List<Scalar> expressions(String parameter);

  /** An ASSIGNMENTS parameter: each {@code name=expression} in order. */
  List<Assignment> assignments();

  /** A FILTER argument. Filters that extract fields do so. */
  Filter filter(String parameter);

  /**
   * An AGGREGATES argument: each function with its own output name applied; empty for {@code []}.
   */
  List<Aggregate> aggregates(String parameter);

  /** A SUBQUERY argument that may hold filters and transformations only, as one transformation. */
  Transform transform(String parameter);

  /**
   * The fields of an AGGREGATES argument's outputs are not known; this gives the table ids come
   * from.
   */
  FieldTable fields();

  /** Short for {@code fields().intern(text(parameter))}. */
  default int field(String parameter) {
    return fields().intern(text(parameter));
  }

  /** The world around the query. */
  Environment environment();

  /** Whether the query runs as a rule, where display caps do not apply (DESIGN section 4). */
  boolean asRule();

  /**
   * Whether the call stands behind an aggregate, so that its rows come in one place and in an order
   * that means something; before one, events come in any order and in parts.
   */
  default boolean inSequence() {
    return false;
  }

  /** Reports an error at the parameter (or at the call, if null). */
  void problem(String parameter, String code, String message, String hint);

  /** Reports a warning at the parameter (or at the call, if null). */
  void warning(String parameter, String code, String message, String hint);

  /** A regular expression and the flags written behind it. */
  record RegexText(String body, String flags) {}

  /** One assignment. */
  record Assignment(String field, Scalar value) {}
}
