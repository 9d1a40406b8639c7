package dev.lanner.cql.index;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows an event through steps: which fields still hold what the event brought, where the text of
 * the others comes from. A step that is not {@link Traced} may have changed any field.
 */
public final class Trace {
  private final FieldTable fields;
  private final Set<String> deferred;
  private final Map<String, Origins> changed = new HashMap<>();
  private boolean lost;

  /**
   * A trace that begins with an event as delivered.
   *
   * @param deferred names of fields that may be filled in behind the place where events are looked
   *     up, so that nothing can be required of them there
   */
  public Trace(FieldTable fields, Set<String> deferred) {
    this.fields = fields;
    this.deferred = Set.copyOf(deferred);
  }

  /** Another trace that goes on from here. */
  public Trace copy() {
    Trace copy = new Trace(fields, deferred);
    copy.become(this);
    return copy;
  }

  private void become(Trace other) {
    changed.clear();
    changed.putAll(other.changed);
    lost = other.lost;
  }

  /**
   * One of several ways that an event can take.
   *
   * @param requirement what an event must carry to take it
   * @param behind the trace at its end
   */
  public record Branch(Requirement requirement, Trace behind) {}

  /**
   * Goes on from where one of {@code branches} ended, which all began here; at least one.
   *
   * @return what an event must carry to take any of them
   */
  public Requirement join(List<Branch> branches) {
    Set<String> names = new HashSet<>();
    boolean anyLost = lost;
    for (Branch branch : branches) {
      names.addAll(branch.behind.changed.keySet());
      anyLost |= branch.behind.lost;
    }
    Map<String, Origins> joined = new HashMap<>();
    for (String name : names) {
      Origins before = origins(name);
      List<Origins> ways = new ArrayList<>();
      for (Branch branch : branches) {
        Origins its = branch.behind.origins(name);
        ways.add(its.equals(before) ? before : its.when(branch.requirement));
      }
      Origins.anyOf(ways).ifPresent(after -> joined.put(name, after));
    }
    changed.putAll(joined);
    lost = anyLost;
    return Requirement.anyOf(branches.stream().map(Branch::requirement).toList());
  }

  /** Where the text of a field comes from. */
  public Origins origins(int field) {
    return origins(fields.name(field));
  }

  private Origins origins(String name) {
    if (lost) {
      return Origins.UNKNOWN;
    }
    Origins origins = changed.get(name);
    if (origins != null) {
      return origins;
    }
    return deferred.contains(name) ? Origins.UNKNOWN : Origins.field(name);
  }

  /** Where the value of an expression comes from. */
  public Origins origins(Scalar value) {
    return value instanceof TracedValue ? ((TracedValue) value).origins(this) : Origins.UNKNOWN;
  }

  /** The text of an expression that is the same for every event, if it is. */
  public Optional<String> constant(Scalar value) {
    return value instanceof TracedValue ? ((TracedValue) value).constant() : Optional.empty();
  }

  /** What free text searches: the event as delivered, whatever steps did since. */
  public Origins freeText() {
    return deferred.isEmpty() ? Origins.anyField() : Origins.UNKNOWN;
  }

  /** The field gets the text of an expression, or keeps its own where that has none. */
  public void assign(int field, Scalar value) {
    Origins its = origins(value);
    if (its.isCertain()) {
      changed.put(fields.name(field), its);
    } else {
      assign(field, its);
    }
  }

  /** The field gets a text of another origin, or keeps its own where there is none to get. */
  public void assign(int field, Origins value) {
    assign(fields.name(field), value);
  }

  /** The same, by its name. */
  public void assign(String field, Origins value) {
    changed.put(field, origins(field).or(value));
  }

  /** The field may be changed, in a way of which nothing is known. */
  public void change(int field) {
    change(fields.name(field));
  }

  /** The same, by its name. */
  public void change(String field) {
    changed.put(field, Origins.UNKNOWN);
  }

  /** Any field may be changed. */
  public void changeAnything() {
    lost = true;
  }

  /** What an event must carry to get through a step; afterwards the trace is behind the step. */
  public Requirement through(Node step) {
    if (step instanceof Traced) {
      return ((Traced) step).trace(this);
    }
    changeAnything();
    return Requirement.ALWAYS;
  }

  /** What an event must carry to get through a step whose changes are undone. */
  public Requirement within(Node step) {
    return copy().through(step);
  }

  /** What an event must carry for an expression to be true. */
  public Requirement whenTrue(Scalar condition) {
    return condition instanceof TracedValue
        ? ((TracedValue) condition).whenTrue(this)
        : Requirement.ALWAYS;
  }
}
