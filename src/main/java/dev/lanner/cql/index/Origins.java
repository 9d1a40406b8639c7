package dev.lanner.cql.index;

import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.index.Requirement.Literal;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.value.Glob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the text of a field or expression comes from: from one of some fields of the event, as it
 * stands there or in small letters. Says what a test of the text asks of the event; nothing, where
 * the text may come from elsewhere.
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

  private record Origin(String field, boolean lowered) {
    boolean isAnyField() {
      return field.equals(Literal.ANY_FIELD);
    }
  }

  private final Set<Origin> origins;

  private Origins(Set<Origin> origins) {
    this.origins = origins;
  }

  /** The text of a field of the event. */
  static Origins field(String name) {
    return new Origins(Set.of(new Origin(name, false)));
  }

  /** The text of any field of the event. */
  static Origins anyField() {
    return field(Literal.ANY_FIELD);
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
    if (origins == null) {
      return UNKNOWN;
    }
    Set<Origin> lowered = new LinkedHashSet<>();
    origins.forEach(origin -> lowered.add(new Origin(origin.field, true)));
    return new Origins(lowered);
  }

  private Requirement each(Function<Origin, Requirement> requirement) {
    return origins == null
        ? Requirement.ALWAYS
        : Requirement.anyOf(origins.stream().map(requirement).toList());
  }

  /** There is a text. */
  public Requirement present() {
    return each(Origins::present);
  }

  private static Requirement present(Origin origin) {
    return origin.isAnyField()
        ? Requirement.ALWAYS
        : new Literal(origin.field, Kind.EXISTS, false, Set.of());
  }

  /** The text is one of {@code texts}; {@code ignoreCase} in any way that Java compares texts. */
  public Requirement equalsAny(Collection<String> texts, boolean ignoreCase) {
    return literals(Kind.EQUALS, texts, ignoreCase ? Case.UNICODE : Case.MATTERS);
  }

  /** The text holds {@code part} as {@code kind} says; case matters. */
  public Requirement holds(Kind kind, String part) {
    return literals(kind, List.of(part), Case.MATTERS);
  }

  private Requirement literals(Kind kind, Collection<String> texts, Case letters) {
    return each(origin -> literals(origin, kind, texts, letters));
  }

  /** The text matches one of {@code globs}. */
  public Requirement matchesAny(Collection<Glob> globs) {
    if (globs.size() > MAX_TEXTS) {
      return present();
    }
    return each(
        origin -> Requirement.anyOf(globs.stream().map(glob -> matches(origin, glob)).toList()));
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
    return each(
        origin ->
            RegexRequirement.of(
                regex,
                present(origin),
                (kind, texts, ignoreCase) ->
                    literals(origin, kind, texts, ignoreCase ? Case.ASCII : Case.MATTERS)));
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
