package dev.lanner.cql.function;

import java.util.List;
import java.util.Objects;

/**
 * What is known of a function without running it; the documents and {@code lanner functions} are
 * made from this.
 *
 * @param name as documented, e.g. {@code text:contains}
 * @param kind what it is in a pipeline
 * @param group heading under which it is listed
 * @param parameters in documented order
 * @param support whether it gives what LogScale gives
 * @param note for approximate and refused functions, how or why and the nearest supported form;
 *     else empty
 * @param streaming whether it can run on an unbounded stream
 * @param source page it follows, e.g. {@code LogScale docs, functions/lower}
 */
public record FunctionSpec(
    String name,
    Kind kind,
    Group group,
    List<Parameter> parameters,
    Support support,
    String note,
    boolean streaming,
    String source) {

  /** What a function is in a pipeline. */
  public enum Kind {
    /** Passes or drops an event; can be negated; true or false in an expression. */
    FILTER,
    /** Gives one value: assigns it to {@code as} as a step, is the value in an expression. */
    SCALAR,
    /** Changes an event, or emits several. */
    TRANSFORM,
    /** Consumes events, yields rows. */
    AGGREGATE,
    /** Replaces or joins input from elsewhere; needs the whole query. */
    JOIN,
    /** Replaces the input. */
    SOURCE,
    /** Draws; passes its rows. */
    WIDGET
  }

  /** Heading. */
  public enum Group {
    /** Aggregates. */
    AGGREGATE,
    /** Arrays. */
    ARRAY,
    /** Comparison and filters. */
    FILTER,
    /** Conditions and assignment. */
    CONDITION,
    /** Encoding and hashing. */
    ENCODING,
    /** Events and fields. */
    EVENT,
    /** Formatting. */
    FORMATTING,
    /** Joins and tables. */
    JOIN,
    /** Mathematics. */
    MATH,
    /** Network and location. */
    NETWORK,
    /** Parsing. */
    PARSING,
    /** Regular expressions. */
    REGEX,
    /** Sequences of rows. */
    SEQUENCE,
    /** Texts. */
    TEXT,
    /** Time. */
    TIME,
    /** Widgets. */
    WIDGET
  }

  /** Whether a function gives what LogScale gives. */
  public enum Support {
    /** The same rows, as far as documented. */
    EXACT,
    /** The same in kind; the note says what differs. */
    APPROXIMATE,
    /** Refused when a query is loaded; the note says why. */
    REFUSED
  }

  public FunctionSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(group);
    Objects.requireNonNull(support);
    Objects.requireNonNull(note);
    Objects.requireNonNull(source);
    parameters = List.copyOf(parameters);
  }

  /** An exact function that also runs on a stream, from the page of its name. */
  public static FunctionSpec exact(String name, Kind kind, Group group, Parameter... parameters) {
    String page =
        "LogScale docs, functions/" + name.toLowerCase(java.util.Locale.ROOT).replace(':', '-');
    return new FunctionSpec(name, kind, group, List.of(parameters), Support.EXACT, "", true, page);
  }

  /** This spec, approximate in the way the note says. */
  public FunctionSpec approximate(String how) {
    return new FunctionSpec(
        name, kind, group, parameters, Support.APPROXIMATE, how, streaming, source);
  }

  /** This spec, refused for the reason the note says. */
  public FunctionSpec refused(String why) {
    return new FunctionSpec(name, kind, group, parameters, Support.REFUSED, why, false, source);
  }

  /** This spec, for bounded input only. */
  public FunctionSpec batchOnly() {
    return new FunctionSpec(name, kind, group, parameters, support, note, false, source);
  }

  /** This spec with another source. */
  public FunctionSpec source(String page) {
    return new FunctionSpec(name, kind, group, parameters, support, note, streaming, page);
  }
}
