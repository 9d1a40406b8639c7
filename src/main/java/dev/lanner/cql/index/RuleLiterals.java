package dev.lanner.cql.index;

import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.index.Requirement.Literal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the events that a query may let through are found among many: first by their type, then by
 * literals.
 *
 * @param types the event types that can get through, sorted; empty (not an empty set) if any can. A
 *     type that ends in a line break counts as the type without it
 * @param access literals of which an event holds one at least; empty if nothing is known that is
 *     worth looking up
 * @param requirement all that is known, types and access included
 */
public record RuleLiterals(
    Optional<Set<String>> types, List<Literal> access, Requirement requirement) {
  /** The two spellings of the field that holds the type of an event. */
  private static final Set<String> TYPE = Set.of("#event_simpleName", "event_simpleName");

  /** Fields with few values, so that nearly every event holds what is asked for (FDR). */
  private static final Set<String> FEW_VALUES =
      Set.of("#repo", "#type", "#repo.cid", "cid", "event_platform", "ConfigBuild", "EventOrigin");

  /** How often a literal is held that says little. */
  private static final double OFTEN = 0.5;

  private static final double OFTEN_TYPE = 0.1;

  /** Ports, flags and codes: short, and the same few again and again. */
  private static final double OFTEN_NUMBER = 0.05;

  private static final int SMALL_NUMBER = 5;

  /** A character more makes a literal so much rarer, up to a length at which it is rare anyway. */
  private static final double RARER_EACH = 0.25;

  private static final int RARE_LENGTH = 10;

  public RuleLiterals {
    types = types.map(names -> java.util.Collections.unmodifiableSet(new TreeSet<>(names)));
    access = List.copyOf(access);
  }

  /** How to find the events that meet {@code requirement}. */
  public static RuleLiterals of(Requirement requirement) {
    return new RuleLiterals(types(requirement), access(requirement), requirement);
  }

  /** Whether no event can get through. */
  public boolean never() {
    return requirement instanceof Requirement.Never || types.isPresent() && types.get().isEmpty();
  }

  /** How to find those among the events of one type. */
  public RuleLiterals ofType(String type) {
    return of(ofType(requirement, type));
  }

  /** How to find those among the events of types that {@link #namedTypes} of no query has. */
  public RuleLiterals ofOtherTypes() {
    return of(ofType(requirement, null));
  }

  private static Requirement ofType(Requirement requirement, String type) {
    if (requirement instanceof Literal literal && namesTypes(literal)) {
      return type != null && literal.texts().contains(type)
          ? Requirement.ALWAYS
          : Requirement.NEVER;
    } else if (requirement instanceof Requirement.AllOf all) {
      return Requirement.allOf(all.parts().stream().map(part -> ofType(part, type)).toList());
    } else if (requirement instanceof Requirement.AnyOf any) {
      return Requirement.anyOf(any.parts().stream().map(part -> ofType(part, type)).toList());
    }
    return requirement;
  }

  /** All types that a requirement names, whether or not an event must have one of them. */
  public Set<String> namedTypes() {
    Set<String> named = new TreeSet<>();
    addTypes(requirement, named);
    return named;
  }

  private static void addTypes(Requirement requirement, Set<String> into) {
    if (requirement instanceof Literal literal && namesTypes(literal)) {
      into.addAll(literal.texts());
    } else if (requirement instanceof Requirement.AllOf all) {
      all.parts().forEach(part -> addTypes(part, into));
    } else if (requirement instanceof Requirement.AnyOf any) {
      any.parts().forEach(part -> addTypes(part, into));
    }
  }

  private static Optional<Set<String>> types(Requirement requirement) {
    if (requirement instanceof Requirement.Never) {
      return Optional.of(Set.of());
    } else if (requirement instanceof Literal literal) {
      return namesTypes(literal) ? Optional.of(literal.texts()) : Optional.empty();
    } else if (requirement instanceof Requirement.AllOf all) {
      return all.parts().stream()
          .map(RuleLiterals::types)
          .flatMap(Optional::stream)
          .reduce(RuleLiterals::both);
    } else if (requirement instanceof Requirement.AnyOf any) {
      Set<String> union = new LinkedHashSet<>();
      for (Requirement part : any.parts()) {
        Optional<Set<String>> types = types(part);
        if (types.isEmpty()) {
          return Optional.empty();
        }
        union.addAll(types.get());
      }
      return Optional.of(union);
    }
    return Optional.empty();
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> both = new LinkedHashSet<>(some);
    both.retainAll(others);
    return both;
  }

  private static boolean namesTypes(Literal literal) {
    return TYPE.contains(literal.field()) && literal.kind() == Kind.EQUALS && !literal.ignoreCase();
  }

  private static List<Literal> access(Requirement requirement) {
    Access best = best(requirement);
    return best == null ? List.of() : best.literals;
  }

  /** Literals of which one is held, and the share of events that may hold one. */
  private record Access(List<Literal> literals, double share) {}

  /** The access with the smallest share; null if there is none. */
  private static Access best(Requirement requirement) {
    if (requirement instanceof Literal literal) {
      return namesTypes(literal) ? null : new Access(List.of(literal), share(literal));
    } else if (requirement instanceof Requirement.AllOf all) {
      return all.parts().stream()
          .map(RuleLiterals::best)
          .filter(access -> access != null)
          .min(Comparator.comparingDouble(Access::share))
          .orElse(null);
    } else if (requirement instanceof Requirement.AnyOf any) {
      List<Literal> union = new ArrayList<>();
      double share = 0;
      for (Requirement part : any.parts()) {
        Access access = best(part);
        if (access == null) {
          return null;
        }
        union.addAll(access.literals);
        share += access.share;
      }
      return new Access(merged(union), share);
    }
    return null;
  }

  /** Literals of one field and kind as one. */
  private static List<Literal> merged(List<Literal> literals) {
    Requirement any = Requirement.anyOf(List.copyOf(literals));
    List<Requirement> parts =
        any instanceof Requirement.AnyOf several ? several.parts() : List.of(any);
    return parts.stream().map(Literal.class::cast).toList();
  }

  /** A guess, from how long the texts are and how they stand in the value. */
  private static double share(Literal literal) {
    if (literal.kind() == Kind.EXISTS || FEW_VALUES.contains(literal.field())) {
      return OFTEN;
    }
    double share = 0;
    for (String text : literal.texts()) {
      int length = Math.min(text.length(), RARE_LENGTH) + (literal.kind() == Kind.EQUALS ? 2 : 0);
      double own = Math.pow(RARER_EACH, Math.min(length, RARE_LENGTH + 1));
      share += isSmallNumber(text) ? Math.max(own, OFTEN_NUMBER) : own;
    }
    return Math.min(OFTEN, TYPE.contains(literal.field()) ? Math.max(share, OFTEN_TYPE) : share);
  }

  private static boolean isSmallNumber(String text) {
    return text.length() <= SMALL_NUMBER && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
