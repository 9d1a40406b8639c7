package dev.lanner.cql.index;

import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.index.Requirement.Literal;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.value.Glob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Where the text of a field or expression comes from: from one of some fields of the event, as it
 * stands there or in small letters, or from the query itself. Says what a test of the text asks of
 * the event; nothing, where the text may come from elsewhere.
 *
 * <p>A text that a clause of {@code case} assigns is there only if the event got through the
 * clause: so a test of such a text asks what the clause asked.
 */
public final class Origins {
  /** It may come from anywhere. */
  public static final Origins UNKNOWN = new Origins(null);

  /** More texts than this ask for presence only: a lookup file can be long. */
  private static final int MAX_TEXTS = 20_000;

  /** Shorter texts are found in what an event derives and does not carry. */
  private static final int SHORTEST_ANYWHERE = 2;

  /** How a test compares. */
  private enum Case {
    /** Characters as they are. */
    MATTERS,
    /** Small and capital letters of ASCII are the same. */
    ASCII,
    /** Some letters beyond ASCII may be the same as well. */
    UNICODE
  }

  /** Requirements with more parts than this are not carried along. */
  private static final int MAX_PARTS = 64;

  /**
   * One origin.
   *
   * @param field the field, or null for a text of the query
   * @param lowered whether its text was brought to small letters
   * @param text the text of the query, or null
   * @param given what an event carries whose text comes from here
   */
  private record Origin(String field, boolean lowered, String text, Requirement given) {
    boolean isAnyField() {
      return field.equals(Literal.ANY_FIELD);
    }

    Origin inLowerCase() {
      return new Origin(field, true, text == null ? null : text.toLowerCase(Locale.ROOT), given);
    }

    Origin given(Requirement more) {
      Requirement both = Requirement.allOf(List.of(given, more));
      return new Origin(field, lowered, text, parts(both) > MAX_PARTS ? given : both);
    }

    private static int parts(Requirement requirement) {
      if (requirement instanceof Requirement.AllOf all) {
        return all.parts().stream().mapToInt(Origin::parts).sum();
      } else if (requirement instanceof Requirement.AnyOf any) {
        return any.parts().stream().mapToInt(Origin::parts).sum();
      }
      return requirement instanceof Literal literal ? 1 + literal.texts().size() : 1;
    }
  }

  private final Set<Origin> origins;

  private Origins(Set<Origin> origins) {
    this.origins = origins;
  }

  /** The text of a field of the event. */
  static Origins field(String name) {
    return new Origins(Set.of(new Origin(name, false, null, Requirement.ALWAYS)));
  }

  /** A text that is the same for every event. */
  static Origins constant(String text) {
    return new Origins(Set.of(new Origin(null, false, text, Requirement.ALWAYS)));
  }

  /** The same, for events that carry what {@code requirement} says. */
  Origins given(Requirement requirement) {
    return each(origin -> origin.given(requirement));
  }

  /** The text of any field of the event. */
  static Origins anyField() {
    return field(Literal.ANY_FIELD);
  }

  /** Whether there is a text for every event. */
  boolean isAlwaysThere() {
    return origins != null && origins.stream().allMatch(origin -> origin.text != null);
  }

  /** From here or from there. */
  Origins or(Origins other) {
    if (origins == null || other.origins == null) {
      return UNKNOWN;
    }
    Set<Origin> both = new LinkedHashSet<>(origins);
    both.addAll(other.origins);
    return new Origins(both);
  }

  /** The text in small letters, by the rules of no language. */
  public Origins lowered() {
    return each(Origin::inLowerCase);
  }

  private Origins each(UnaryOperator<Origin> change) {
    if (origins == null) {
      return UNKNOWN;
    }
    Set<Origin> changed = new LinkedHashSet<>();
    origins.forEach(origin -> changed.add(change.apply(origin)));
    return new Origins(changed);
  }

  /**
   * What a test asks of the event: of a field, what it asks there; a text of the query is tested.
   */
  private Requirement asked(Function<Origin, Requirement> ofField, Predicate<String> ofText) {
    if (origins == null) {
      return Requirement.ALWAYS;
    }
    List<Requirement> any = new ArrayList<>();
    for (Origin origin : origins) {
      if (origin.text == null) {
        any.add(Requirement.allOf(List.of(origin.given, ofField.apply(origin))));
      } else {
        any.add(ofText.test(origin.text) ? origin.given : Requirement.NEVER);
      }
    }
    return Requirement.anyOf(any);
  }

  /** There is a text. */
  public Requirement present() {
    return asked(Origins::present, text -> true);
  }

  private static Requirement present(Origin origin) {
    return origin.isAnyField()
        ? Requirement.ALWAYS
        : new Literal(origin.field, Kind.EXISTS, false, Set.of());
  }

  /** The text is one of {@code texts}; {@code ignoreCase} in any way that Java compares texts. */
  public Requirement equalsAny(Collection<String> texts, boolean ignoreCase) {
    return literals(
        Kind.EQUALS,
        texts,
        ignoreCase ? Case.UNICODE : Case.MATTERS,
        text ->
            texts.stream()
                .anyMatch(one -> ignoreCase ? one.equalsIgnoreCase(text) : one.equals(text)));
  }

  /** The text holds {@code part} as {@code kind} says; case matters. */
  public Requirement holds(Kind kind, String part) {
    return literals(kind, List.of(part), Case.MATTERS, text -> text.contains(part));
  }

  private Requirement literals(
      Kind kind, Collection<String> texts, Case letters, Predicate<String> ofText) {
    return asked(origin -> literals(origin, kind, texts, letters), ofText);
  }

  /** The text matches one of {@code globs}. */
  public Requirement matchesAny(Collection<Glob> globs) {
    if (globs.size() > MAX_TEXTS) {
      return present();
    }
    return asked(
        origin -> Requirement.anyOf(globs.stream().map(glob -> matches(origin, glob)).toList()),
        text -> globs.stream().anyMatch(glob -> glob.matches(text)));
  }

  private static Requirement matches(Origin origin, Glob glob) {
    Case letters = glob.ignoreCase() ? Case.UNICODE : Case.MATTERS;
    List<String> parts = glob.parts();
    int last = parts.size() - 1;
    if (last == 0) {
      return literals(origin, Kind.EQUALS, parts, letters);
    }
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      Kind kind = i == 0 ? Kind.PREFIX : i == last ? Kind.SUFFIX : Kind.CONTAINS;
      if (!parts.get(i).isEmpty()) {
        all.add(literals(origin, kind, parts.subList(i, i + 1), letters));
      }
    }
    return all.isEmpty() ? present(origin) : Requirement.allOf(all);
  }

  /** The regex is found in the text. */
  public Requirement finds(CqlRegex regex) {
    return asked(
        origin ->
            RegexRequirement.of(
                regex,
                present(origin),
                (kind, texts, ignoreCase) ->
                    literals(origin, kind, texts, ignoreCase ? Case.ASCII : Case.MATTERS)),
        regex::find);
  }

  /** One of {@code texts} stands in the text; presence at least, where nothing better is known. */
  private static Requirement literals(
      Origin origin, Kind kind, Collection<String> texts, Case letters) {
    if (texts.size() > MAX_TEXTS) {
      return present(origin);
    }
    Case compared = origin.lowered ? Case.UNICODE : letters;
    List<Requirement> any = new ArrayList<>();
    for (String text : texts) {
      any.add(literal(origin, kind, text, compared));
    }
    return Requirement.anyOf(any);
  }

  private static Requirement literal(Origin origin, Kind kind, String text, Case letters) {
    if (text.isEmpty() && kind == Kind.EQUALS && !origin.isAnyField()) {
      return new Literal(origin.field, kind, false, Set.of(""));
    }
    List<Requirement> all = new ArrayList<>();
    for (Folding.Piece piece : Folding.pieces(text, letters == Case.UNICODE)) {
      boolean useful = !origin.isAnyField() || piece.text().length() >= SHORTEST_ANYWHERE;
      if (useful) {
        Kind its = origin.isAnyField() ? Kind.CONTAINS : kind(kind, piece);
        boolean fold = letters != Case.MATTERS;
        String wanted = fold ? Folding.fold(piece.text()) : piece.text();
        all.add(new Literal(origin.field, its, fold, Set.of(wanted)));
      }
    }
    return all.isEmpty() ? present(origin) : Requirement.allOf(all);
  }

  /** How a stretch of a text stands in a value in which the whole text stands as {@code kind}. */
  private static Kind kind(Kind kind, Folding.Piece piece) {
    boolean start = piece.first() && (kind == Kind.EQUALS || kind == Kind.PREFIX);
    boolean end = piece.last() && (kind == Kind.EQUALS || kind == Kind.SUFFIX);
    if (start && end) {
      return Kind.EQUALS;
    }
    return start ? Kind.PREFIX : end ? Kind.SUFFIX : Kind.CONTAINS;
  }
}
