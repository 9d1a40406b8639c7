package dev.lanner.cql.syntax;

/** What a filter compares with: texts, words with {@code *}, regexes, query parameters. */
final class PatternParser {
  private final Reading reading;
  private final Scanner in;

  PatternParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** A quoted text, either kind. */
  String text() {
    int start = in.pos();
    boolean triple = reading.literals.atTripleText();
    String text = reading.literals.text();
    if (triple) {
      reading.dialect(
          "dialect-string", in.span(start), "a text in `\"\"\"`", "a text in one pair of quotes");
    }
    return text;
  }

  /** A field's name, in quotes or bare; empty if there is none. */
  String name() {
    return reading.literals.atText() ? text() : in.readTo(in.nameEnd());
  }

  /** A word, in quotes or bare; empty if there is none. */
  String word() {
    return reading.literals.atText() ? text() : in.readTo(in.patternEnd());
  }

  /** What stands on the right of {@code =}. */
  Pattern pattern(String operator) {
    in.skip();
    int start = in.pos();
    if (in.peek() == '/') {
      return regex();
    }
    if (in.peek() == '?') {
      return param();
    }
    if (reading.literals.atText()) {
      String text = text();
      return new Pattern.Glob(text, true, in.span(start));
    }
    int end = in.patternEnd();
    if (end == start) {
      throw reading.fail(
          "missing-pattern",
          in.here(),
          "there is nothing to compare with behind `" + operator + "`, but " + reading.found(),
          in.peek() == '<'
              ? "`<…>` looks like a placeholder: put a value in its place"
              : "write a text, a pattern with `*`, or a regex; `\"\"` is the empty text");
    }
    String word = in.readTo(end);
    Span span = in.span(start);
    checkEnd(word, span);
    return new Pattern.Glob(word, false, span);
  }

  Pattern.Regex regex() {
    int start = in.pos();
    Literals.Regex literal = reading.literals.regex(true);
    Span span = in.span(start);
    if (literal.manyLines()) {
      reading.dialect(
          "dialect-multiline-regex",
          span,
          "a regex over several lines",
          "the same regex in one line");
    }
    for (int i = 0; i < literal.flags().length(); i++) {
      if ("dmigFs".indexOf(literal.flags().charAt(i)) < 0) {
        reading.problems.add(
            Problem.error(
                "unknown-regex-flag",
                span,
                "`" + literal.flags().charAt(i) + "` is no flag of a regex",
                "flags are `i` (any case), `m` (lines), `d` (dot matches all), `g` (repeat), `F`"
                    + " (engine)"));
        break;
      }
    }
    return new Pattern.Regex(Regexes.literal(literal.body()), literal.flags(), span);
  }

  /** {@code ?name}, {@code ?{name=default}}. */
  Pattern.Param param() {
    int start = in.pos();
    in.take("?");
    if (!in.at("{")) {
      return new Pattern.Param(paramName(), null, in.span(start));
    }
    int open = in.pos();
    int errors = reading.problems.errors();
    in.take("{");
    in.skip();
    String name = paramName();
    in.skip();
    String fallback = null;
    if (in.take("=")) {
      in.skip();
      fallback = reading.literals.atText() ? text() : in.readTo(in.patternEnd());
    }
    reading.close("}", open, errors);
    return new Pattern.Param(name, fallback, in.span(start));
  }

  private String paramName() {
    if (reading.literals.atText()) {
      return text();
    }
    int end = in.patternEnd();
    if (end == in.pos()) {
      throw reading.fail(
          "missing-parameter-name",
          in.here(),
          "a query parameter needs a name, and here stands " + reading.found(),
          "write `?name` or `?{name=\"default\"}`");
    }
    return in.readTo(end);
  }

  /** A word must not end like the beginning of a comment. */
  void checkEnd(String word, Span span) {
    if (word.endsWith("//")) {
      reading.problems.add(
          Problem.error(
              "trailing-slashes",
              span,
              "`" + Scanner.brief(word, 40) + "` ends in `//`, which could be a comment",
              "put it in quotes"));
    }
  }
}
