package dev.lanner.cql.node;

import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import java.util.List;

/** Makes transformations, and aggregates out of several steps (LANGUAGE 3.3, 3.4, 3.6, 3.7). */
public final class Transforms {
  private Transforms() {}

  /** Assigns to a field. */
  public static Transform assign(int field, Scalar value) {
    return new Assign(field, value);
  }

  /** Assigns to the field that the value of {@code field} names. */
  public static Transform assignIndirect(int field, Scalar value) {
    return new AssignIndirect(field, value);
  }

  /** The first clause that emits. */
  public static Transform caseOf(List<Transform> clauses) {
    return new Case(clauses);
  }

  /** The first body that emits among those whose guard holds; both lists are of one length. */
  public static Transform match(List<Filter> guards, List<Transform> bodies) {
    return new Match(guards, bodies);
  }

  /** One row for each match of the regex. */
  public static Transform eachMatch(int field, CqlRegex regex) {
    return new RepeatedRegex(field, regex);
  }

  /** Filters and transformations one after the other; none at all passes every row. */
  public static Transform sequence(List<Node> nodes) {
    return new Sequence(nodes);
  }

  /** {@code { before | aggregate | after }} as one aggregate. */
  public static Aggregate piped(List<Node> before, Aggregate aggregate, List<Node> after) {
    boolean bare = before.isEmpty() && after.isEmpty();
    return bare ? aggregate : new Piped(before, aggregate, after);
  }
}
