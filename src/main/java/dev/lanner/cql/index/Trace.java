package dev.lanner.cql.index;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
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
   * Goes on from where one of {@code branches} ended; at least one.
   *
   * @param asked what each branch asked of the event, in their order
   */
  public void join(List<Trace> branches, List<Requirement> asked) {
    Trace joined = null;
    for (int i = 0; i < branches.size(); i++) {
      Trace branch = branches.get(i).copy();
      Requirement requirement = asked.get(i);
      branch.changed.replaceAll((name, origins) -> origins.given(requirement));
      if (joined == null) {
        joined = branch;
      } else {
        joined.merge(branch);
      }
    }
    become(joined);
  }

  private void merge(Trace other) {
    Set<String> names = new HashSet<>(changed.keySet());
    names.addAll(other.changed.keySet());
    for (String name : names) {
      changed.put(name, origins(name).or(other.origins(name)));
    }
    lost |= other.lost;
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
    Optional<String> constant = constant(value);
    if (constant.isPresent()) {
      return Origins.constant(constant.get());
    }
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

  /** The field gets a text of another origin, or keeps its own where there is none to get. */
  public void assign(int field, Origins value) {
    changed.put(fields.name(field), value.isAlwaysThere() ? value : origins(field).or(value));
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
