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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the text of a field or expression comes from: a field of the event, as it stands there or
 * in small letters; a constant; anywhere. Says what a test of the text asks of the event.
 *
 * <p>There can be several ways, each with what an event must carry for the text to come that way:
 * behind {@code case { A=x | Flag := "yes"; * | Flag := "no" }} the flag is {@code yes} for events
 * with {@code A=x} only, so that a later {@code Flag=yes} asks for {@code A=x}.
 */
public final class Origins {
  /** It may come from anywhere. */
  public static final Origins UNKNOWN =
      new Origins(Set.of(new Origin(From.ANYWHERE, "", false, Requirement.ALWAYS)));

  /** More texts than this ask for presence only: a lookup file can be long. */
  private static final int MAX_TEXTS = 20_000;

  /** More ways than this are none that is known. */
  private static final int MAX_WAYS = 16;

  /**
   * What must be carried for a text to come one way is forgotten if it has more parts than this.
   */
  private static final int MAX_PARTS = 64;

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

  private enum From {
    FIELD,
    CONSTANT,
    ANYWHERE
  }

  /**
   * One way.
   *
   * @param text the name of the field, or the constant
   * @param lowered whether the text of the field is brought to small letters
   * @param only what an event must carry for the text to come this way
   */
  private record Origin(From from, String text, boolean lowered, Requirement only) {
    boolean isAnyField() {
      return text.equals(Literal.ANY_FIELD);
    }

    Origin when(Requirement requirement) {
      Requirement both = Requirement.allOf(List.of(only, requirement));
      boolean small = Requirement.parts(both, MAX_PARTS) <= MAX_PARTS;
      return new Origin(from, text, lowered, small ? both : only);
    }
  }

  private final Set<Origin> origins;

  private Origins(Set<Origin> origins) {
    this.origins = origins;
  }

  private static Origins of(Stream<Origin> origins) {
    return new Origins(origins.collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** The text of a field of the event. */
  static Origins field(String name) {
    return new Origins(Set.of(new Origin(From.FIELD, name, false, Requirement.ALWAYS)));
  }

  /** The text of any field of the event. */
  static Origins anyField() {
    return field(Literal.ANY_FIELD);
  }

  /** Always the same text. */
  public static Origins constant(String text) {
    return new Origins(Set.of(new Origin(From.CONSTANT, text, false, Requirement.ALWAYS)));
  }

  /** From here or from there. */
  public Origins or(Origins other) {
    Origins both = of(Stream.concat(origins.stream(), other.origins.stream()));
    return both.origins.size() > MAX_WAYS ? UNKNOWN : both;
  }

  /** Whether there is a text for every event: each way is a constant. */
  public boolean isCertain() {
    return origins.stream().allMatch(origin -> origin.from == From.CONSTANT);
  }

  /** From any of {@code ways}; empty if there are none. */
  static Optional<Origins> anyOf(Collection<Origins> ways) {
    return ways.stream().reduce((some, more) -> some.equals(more) ? some : some.or(more));
  }

  /** From here, for events that meet {@code requirement}. */
  public Origins when(Requirement requirement) {
    return of(origins.stream().map(origin -> origin.when(requirement)));
  }

  /** The text in small letters, by the rules of no language. */
  public Origins lowered() {
    return of(
        origins.stream()
            .map(
                origin ->
                    origin.from == From.CONSTANT
                        ? new Origin(
                            From.CONSTANT, origin.text.toLowerCase(Locale.ROOT), false, origin.only)
                        : new Origin(origin.from, origin.text, true, origin.only)));
  }

  /** What a test asks of each way. */
  private Requirement each(Predicate<String> constant, Function<Origin, Requirement> field) {
    List<Requirement> any = new ArrayList<>();
    for (Origin origin : origins) {
      Requirement its =
          switch (origin.from) {
            case FIELD -> field.apply(origin);
            case CONSTANT -> constant.test(origin.text) ? Requirement.ALWAYS : Requirement.NEVER;
            case ANYWHERE -> Requirement.ALWAYS;
          };
      any.add(Requirement.allOf(List.of(origin.only, its)));
    }
    return Requirement.anyOf(any);
  }

  /** There is a text. */
  public Requirement present() {
    return passes(text -> true);
  }

  /** There is a text, and it passes a test that says nothing of the texts of fields. */
  public Requirement passes(Predicate<String> test) {
    return each(test, Origins::present);
  }

  private static Requirement present(Origin origin) {
    return origin.isAnyField()
        ? Requirement.ALWAYS
        : new Literal(origin.text, Kind.EXISTS, false, Set.of());
  }

  /** The text is one of {@code texts}; {@code ignoreCase} in any way that Java compares texts. */
  public Requirement equalsAny(Collection<String> texts, boolean ignoreCase) {
    Predicate<String> constant =
        text -> texts.stream().anyMatch(each -> same(text, each, ignoreCase));
    return each(
        constant,
        origin -> literals(origin, Kind.EQUALS, texts, ignoreCase ? Case.UNICODE : Case.MATTERS));
  }

  private static boolean same(String a, String b, boolean ignoreCase) {
    return ignoreCase ? Folding.fold(a).equalsIgnoreCase(Folding.fold(b)) : a.equals(b);
  }

  /** The text holds {@code part} as {@code kind} says; case matters. */
  public Requirement holds(Kind kind, String part) {
    Literal literal = new Literal("", kind, false, Set.of(part));
    return each(literal::matches, origin -> literals(origin, kind, List.of(part), Case.MATTERS));
  }

  /** The text matches one of {@code globs}. */
  public Requirement matchesAny(Collection<Glob> globs) {
    if (globs.size() > MAX_TEXTS) {
      return present();
    }
    return each(
        text -> globs.stream().anyMatch(glob -> glob.matches(text)),
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
        regex::find,
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
      return new Literal(origin.text, kind, false, Set.of(""));
    }
    List<Requirement> all = new ArrayList<>();
    for (Folding.Piece piece : Folding.pieces(text, letters == Case.UNICODE)) {
      boolean useful = !origin.isAnyField() || piece.text().length() >= SHORTEST_ANYWHERE;
      if (useful) {
        Kind its = origin.isAnyField() ? Kind.CONTAINS : kind(kind, piece);
        boolean fold = letters != Case.MATTERS;
        String wanted = fold ? Folding.fold(piece.text()) : piece.text();
        all.add(new Literal(origin.text, its, fold, Set.of(wanted)));
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

  @Override
  public boolean equals(Object other) {
    return other == this || other instanceof Origins that && origins.equals(that.origins);
  }

  @Override
  public int hashCode() {
    return origins.hashCode();
  }
}
