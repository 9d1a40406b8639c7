package dev.lanner.cql.function;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

  /** A TUPLES argument: each element as a list, of one text where it was no array. */
  List<List<String>> tuples(String parameter);

  /** A FILTERS argument, in order. */
  List<Filter> filters(String parameter);

  /** A PIPELINE argument, as one transformation. */
  Transform transform(String parameter);

  /**
   * A SUBQUERY argument: the rows of that query over the input of the search, or over what {@code
   * scope} names. To be read in {@link dev.lanner.cql.run.Prepared#prepare} or later, never in
   * {@code bind}.
   */
  RowSource subquery(String parameter, Scope scope);

  /**
   * A NAMED_SUBQUERIES parameter: each query in order. They see the rows that reach the function.
   */
  List<NamedQuery> namedQueries();

  /**
   * Declares a table that queries name ({@code defineTable}); the function fills it when it is
   * prepared. Declared twice: a problem is reported.
   */
  Table declareTable(String name);

  /**
   * A table declared by an earlier step, or empty if there is none. Its rows are there from {@link
   * dev.lanner.cql.run.Prepared#prepare} on, not in {@code bind}.
   */
  Optional<Environment.LookupFile> table(String name);

  /**
   * Says that the function can read fields whose names are not among its arguments, or all of them,
   * so that the event must be decoded as a whole.
   */
  void readsAnything();

  /**
   * The fields of an AGGREGATES argument's outputs are not known; this gives the table ids come
   * from.
   */
  FieldTable fields();

  /** Short for {@code fields().intern(text(parameter))}. */
  default int field(String parameter) {
    return fields().intern(text(parameter));
  }

  /** Short for interning each of {@code texts(parameter)}, in order. */
  default int[] fieldIds(String parameter) {
    return texts(parameter).stream().mapToInt(name -> fields().intern(name)).toArray();
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

  /**
   * Whether, in a rule, a later step depends on the order of the rows this call hands on, so that
   * putting them in an order is more than a matter of display.
   */
  default boolean orderMatters() {
    return false;
  }

  /** Reports an error at the parameter (or at the call, if null). */
  void problem(String parameter, String code, String message, String hint);

  /** Reports a warning at the parameter (or at the call, if null). */
  void warning(String parameter, String code, String message, String hint);

  /**
   * Where a query of its own looks.
   *
   * @param view name of another view or repository; empty for that of the search
   * @param start first {@code @timestamp}, epoch milliseconds; empty for that of the search
   * @param end first {@code @timestamp} no longer looked at; empty for that of the search
   */
  record Scope(Optional<String> view, OptionalLong start, OptionalLong end) {
    /** The input of the search itself. */
    public static final Scope SAME =
        new Scope(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  /**
   * One query of {@code correlate}.
   *
   * @param name as written before the colon
   * @param pipeline its filters and transformations, links left out
   * @param links its links, in order
   * @param include the fields to include, in order
   * @param includeAll whether {@code include: *} was written
   */
  record NamedQuery(
      String name,
      Transform pipeline,
      List<Link> links,
      List<String> include,
      boolean includeAll) {}

  /** {@code field <=> query.other}: both have the same text. */
  record Link(String field, String query, String other) {}

  /** A table being filled. */
  interface Table {
    /**
     * Sets the whole content, replacing what was there: one text a column in each row, null if
     * absent.
     */
    void fill(List<String> columns, List<List<String>> rows);
  }

  /**
   * Reports that something outside the query is not at hand (a lookup file, a database): an error
   * if the query is to run, a warning if it is only checked.
   */
  void missing(String parameter, String code, String message, String hint);

  /** A regular expression and the flags written behind it. */
  record RegexText(String body, String flags) {}

  /** One assignment. */
  record Assignment(String field, Scalar value) {}
}
