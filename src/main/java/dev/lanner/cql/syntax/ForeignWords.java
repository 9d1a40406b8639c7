package dev.lanner.cql.syntax;

import java.util.Map;
import java.util.Set;

/**
 * Words of other query languages that would be read as free text here, which is never what was
 * meant: they are refused, with the nearest thing CQL has. Official CQL has no such words, so that
 * STRICT reads them as text.
 */
final class ForeignWords {
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("dedup", "`groupBy(field, function=selectLast([…]))`"),
          Map.entry("fields", "`select([field, …])`"),
          Map.entry("project", "`select([field, …])`"),
          Map.entry("extend", "`field := expression`"),
          Map.entry("summarize", "`groupBy(field, function=count())`"),
          Map.entry("eventstats", "`groupBy()`, and `join()` with its rows"),
          Map.entry("streamstats", "`accumulate()` behind `sort()`"),
          Map.entry("rex", "`field = /…(?<name>…)…/`"),
          Map.entry("mvexpand", "`split(field)`"),
          Map.entry("fillnull", "`default(field=f, value=v)`"),
          Map.entry("bin", "`bucket(span=…)`"));

  private static final Map<String, String> OPERATORS =
      Map.of(
          "contains", "`field = \"*…*\"`",
          "startswith", "`field = \"…*\"`",
          "endswith", "`field = \"*…\"`",
          "has", "`field = \"*…*\"`",
          "matches", "`field = /…/`",
          "rlike", "`field = /…/`");

  private static final Set<String> TILDES = Set.of("~", "~*");

  private final Reading reading;
  private final Scanner in;

  ForeignWords(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /**
   * Refuses {@code word}, which has just been read as free text, if what follows shows another
   * language.
   */
  void refuse(String word, Span span, boolean beginsStep) {
    if (reading.strict) {
      return;
    }
    int back = in.pos();
    in.skip();
    String command = beginsStep ? COMMANDS.get(Scanner.lower(word)) : null;
    if (command != null && in.pos() > back && in.atPlainName()) {
      throw reading.fail(
          "foreign-command",
          span,
          "`" + word + "` is no command of CQL, where it would be free text",
          "the nearest form is " + command);
    }
    boolean literal = reading.literals.atText() || in.peek() == '/';
    if (TILDES.contains(word) && literal) {
      throw operator(word, span, "`field = /…/`, or `field != /…/`");
    }
    Span place = in.here();
    int end = in.patternEnd();
    String next = in.text().substring(in.pos(), end);
    String form = OPERATORS.get(Scanner.lower(next));
    if (form != null) {
      in.reset(end);
      in.skip();
      if (reading.literals.atText()) {
        throw operator(next, new Span(place.start(), end), form);
      }
    }
    in.reset(back);
  }

  /** Refuses {@code field !=~ "x"}, where {@code ~} has just been read as the pattern. */
  void refuse(Pattern pattern) {
    if (reading.strict
        || !(pattern instanceof Pattern.Glob glob)
        || glob.quoted()
        || !TILDES.contains(glob.text())) {
      return;
    }
    int back = in.pos();
    in.skip();
    if (reading.literals.atText() || in.peek() == '/') {
      throw operator(glob.text(), glob.span(), "`field = /…/`, or `field != /…/`");
    }
    in.reset(back);
  }

  private Fault operator(String word, Span span, String form) {
    return reading.fail(
        "foreign-operator", span, "`" + word + "` is no operator of CQL", "write " + form);
  }
}
