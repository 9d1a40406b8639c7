package dev.lanner.cql.index;

import dev.lanner.cql.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an event must carry to get through some steps of a query. Necessary and not sufficient:
 * every event that gets through meets it, others may meet it too.
 */
public sealed interface Requirement {
  /** Every event meets it: nothing is known. */
  Requirement ALWAYS = new Always();

  /** No event meets it: nothing gets through. */
  Requirement NEVER = new Never();

  /** Whether {@code event} meets it. */
  boolean metBy(Event event);

  /** Nothing is required. */
  record Always() implements Requirement {
    @Override
    public boolean metBy(Event event) {
      return true;
    }

    @Override
    public String toString() {
      return "always";
    }
  }

  /** Nothing gets through. */
  record Never() implements Requirement {
    @Override
    public boolean metBy(Event event) {
      return false;
    }

    @Override
    public String toString() {
      return "never";
    }
  }

  /** How a text stands in a value. */
  enum Kind {
    /** It is the whole value. */
    EQUALS,
    /** The value begins with it. */
    PREFIX,
    /** The value ends with it. */
    SUFFIX,
    /** The value holds it. */
    CONTAINS,
    /** There is a value, maybe an empty one; texts do not matter. */
    EXISTS
  }

  /**
   * One of some texts stands in the value of a field.
   *
   * <p>At the end of a value a last line break may be left out ({@link Kind#EQUALS}, {@link
   * Kind#SUFFIX}), as {@code $} of a regex does.
   *
   * @param field its name as an event answers it ({@link Event#text(String)}), so that derived
   *     fields and both spellings of a tag count; {@link #ANY_FIELD} for the value of any field
   * @param kind how they stand there
   * @param ignoreCase whether the value is folded before it is compared; the texts are folded then
   *     ({@code A-Z} to small letters, and see {@link LiteralIndex})
   * @param texts sorted; empty for {@link Kind#EXISTS}; none is empty but for {@link Kind#EQUALS}
   */
  record Literal(String field, Kind kind, boolean ignoreCase, Set<String> texts)
      implements Requirement {
    /**
     * Stands for a field when free text asks for any; only ever {@link Kind#CONTAINS}, with texts
     * of two characters at least. A line of JSON without a backslash that does not hold the text in
     * its bytes holds it in no field; of a line with a backslash nothing is known before it is
     * decoded.
     */
    public static final String ANY_FIELD = "*";

    public Literal {
      Objects.requireNonNull(field);
      Objects.requireNonNull(kind);
      texts = Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(texts)));
    }

    @Override
    public boolean metBy(Event event) {
      if (!field.equals(ANY_FIELD)) {
        String value = event.text(field);
        return value != null && matches(value);
      }
      boolean[] met = new boolean[1];
      event.forEach((name, value) -> met[0] = met[0] || matches(value));
      return met[0];
    }

    /** Whether the value of the field meets it. */
    public boolean matches(String value) {
      String whole = ignoreCase ? Folding.fold(value) : value;
      String stripped = LineBreaks.withoutLast(whole);
      return kind == Kind.EXISTS
          || texts.stream().anyMatch(text -> stands(whole, text) || stands(stripped, text));
    }

    private boolean stands(String value, String text) {
      return switch (kind) {
        case EQUALS -> value.equals(text);
        case PREFIX -> value.startsWith(text);
        case SUFFIX -> value.endsWith(text);
        case CONTAINS -> value.contains(text);
        case EXISTS -> true;
      };
    }

    @Override
    public String toString() {
      return field
          + " "
          + kind.name().toLowerCase(Locale.ROOT)
          + (ignoreCase ? " ~" : "")
          + (kind == Kind.EXISTS ? "" : " " + texts);
    }
  }

  /** All hold; made by {@link #allOf}. */
  record AllOf(List<Requirement> parts) implements Requirement {
    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean metBy(Event event) {
      return parts.stream().allMatch(part -> part.metBy(event));
    }
  }

  /** One holds at least; made by {@link #anyOf}. */
  record AnyOf(List<Requirement> parts) implements Requirement {
    public AnyOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean metBy(Event event) {
      return parts.stream().anyMatch(part -> part.metBy(event));
    }
  }

  /** How many parts it is made of, itself included; stops counting beyond {@code most}. */
  static int parts(Requirement requirement, int most) {
    List<Requirement> inner =
        requirement instanceof AllOf all
            ? all.parts()
            : requirement instanceof AnyOf any ? any.parts() : List.of();
    int count = 1;
    for (Requirement part : inner) {
      count += count > most ? 0 : parts(part, most);
    }
    return count;
  }

  /**
   * All of {@code parts}, in their order, without what says nothing beside the others; none at all
   * always holds.
   */
  static Requirement allOf(Collection<Requirement> parts) {
    Set<Requirement> all = new LinkedHashSet<>();
    for (Requirement part : parts) {
      if (part instanceof Never) {
        return NEVER;
      } else if (part instanceof AllOf inner) {
        all.addAll(inner.parts());
      } else if (!(part instanceof Always)) {
        all.add(part);
      }
    }
    Set<Requirement> whole = Set.copyOf(all);
    all.removeIf(
        part -> part instanceof AnyOf any && any.parts().stream().anyMatch(whole::contains));
    if (all.isEmpty()) {
      return ALWAYS;
    }
    return all.size() == 1 ? all.iterator().next() : new AllOf(List.copyOf(all));
  }

  /**
   * Any of {@code parts}, in their order, literals of one field and kind made one; none at all
   * never holds.
   */
  static Requirement anyOf(Collection<Requirement> parts) {
    Set<Requirement> flat = new LinkedHashSet<>();
    for (Requirement part : parts) {
      if (part instanceof Always) {
        return ALWAYS;
      } else if (part instanceof AnyOf inner) {
        flat.addAll(inner.parts());
      } else if (!(part instanceof Never)) {
        flat.add(part);
      }
    }
    Set<Requirement> whole = Set.copyOf(flat);
    flat.removeIf(
        part -> part instanceof AllOf all && all.parts().stream().anyMatch(whole::contains));
    List<Requirement> any = merged(flat);
    if (any.isEmpty()) {
      return NEVER;
    }
    return any.size() == 1 ? any.get(0) : new AnyOf(any);
  }

  private static List<Requirement> merged(Collection<Requirement> parts) {
    Map<Literal, Set<String>> texts = new LinkedHashMap<>();
    List<Requirement> others = new ArrayList<>();
    for (Requirement part : parts) {
      if (part instanceof Literal literal) {
        Literal alike =
            new Literal(literal.field(), literal.kind(), literal.ignoreCase(), Set.of());
        texts.computeIfAbsent(alike, none -> new LinkedHashSet<>()).addAll(literal.texts());
      } else {
        others.add(part);
      }
    }
    List<Requirement> all = new ArrayList<>();
    texts.forEach(
        (alike, own) -> all.add(new Literal(alike.field(), alike.kind(), alike.ignoreCase(), own)));
    all.addAll(others);
    return all;
  }
}
