package dev.lanner.cql.syntax;

/** Texts in quotes and regexes between slashes, as they stand at the position. */
final class Literals {
  private static final String TRIPLE = "\"\"\"";

  /** A regex over several lines is no longer than this. */
  private static final int MAX_REGEX = 20_000;

  /** After so many regexes without an end no more effort is made to find one. */
  private static final int MAX_FAILURES = 100;

  private final Scanner in;
  private final String text;
  private final Problems problems;

  /** Regexes whose end was not found where it should be. */
  private int failures;

  Literals(Scanner in, Problems problems) {
    this.in = in;
    this.text = in.text();
    this.problems = problems;
  }

  /** Whether a text begins here. */
  boolean atText() {
    return in.peek() == '"' || in.peek() == '\'' || Characters.isSmartQuote(in.peek());
  }

  /** Whether {@code """} begins here. */
  boolean atTripleText() {
    return in.at(TRIPLE);
  }

  /** Reads the text that begins here, escapes removed. */
  String text() {
    if (atTripleText()) {
      return tripleText();
    }
    return Characters.isSmartQuote(in.peek()) ? smartText() : quotedText();
  }

  /**
   * A text may go on over lines; but if a name follows its end at once, that end is the beginning
   * of another text, and a quote is missing on the first line.
   */
  private String quotedText() {
    int start = in.pos();
    char quote = text.charAt(start);
    int lineEnd = -1;
    StringBuilder out = new StringBuilder();
    for (int p = start + 1; p < text.length(); p++) {
      char c = text.charAt(p);
      if (c == quote) {
        if (lineEnd >= 0 && p + 1 < text.length() && Characters.isNamePart(text.charAt(p + 1))) {
          break;
        }
        in.reset(p + 1);
        return out.toString();
      }
      if (c == '\n' && lineEnd < 0) {
        lineEnd = p;
      }
      int next = c == '\\' && p + 1 < text.length() ? text.charAt(p + 1) : -1;
      if (next == quote || next == '\\' || next == 'n') {
        out.append(next == 'n' ? '\n' : (char) next);
        p++;
      } else {
        out.append(c);
      }
    }
    return unterminatedText(start, lineEnd < 0 ? text.length() : lineEnd);
  }

  private String unterminatedText(int start, int end) {
    in.reset(end);
    String line = text.substring(start + 1, end).stripTrailing();
    problems.add(
        Problem.error(
            "unterminated-string",
            new Span(start, start + 1),
            "the text that begins here has no closing quote",
            line.endsWith("\\\"")
                ? "`\\\"` is a quote inside the text; write `\\\\\"` to end it with a backslash"
                : "close it with `" + text.charAt(start) + "` on the same line"));
    return line;
  }

  private String smartText() {
    int start = in.pos();
    int p = start + 1;
    while (p < text.length()
        && text.charAt(p) != '\n'
        && text.charAt(p) != '"'
        && !Characters.isSmartQuote(text.charAt(p))) {
      p++;
    }
    String inside = text.substring(start + 1, p);
    in.reset(p < text.length() && text.charAt(p) != '\n' ? p + 1 : p);
    problems.add(
        Problem.error(
            "smart-quote",
            in.span(start),
            "`" + text.charAt(start) + "` is no quote of the language",
            "write `\"" + inside + "\"` with straight quotes"));
    return inside;
  }

  private String tripleText() {
    int start = in.pos();
    int end = text.indexOf(TRIPLE, start + TRIPLE.length());
    if (end < 0) {
      problems.add(
          Problem.error(
              "unterminated-string",
              new Span(start, start + TRIPLE.length()),
              "the text that begins here has no closing quotes",
              "close it with `\"\"\"`"));
      in.reset(text.length());
      return text.substring(start + TRIPLE.length());
    }
    in.reset(end + TRIPLE.length());
    return text.substring(start + TRIPLE.length(), end);
  }

  /**
   * A regex literal as read.
   *
   * @param body what stands between the slashes, {@code \/} as {@code /}
   * @param manyLines whether it went over several lines, which are joined
   */
  record Regex(String body, String flags, boolean manyLines) {}

  /**
   * Reads the regex that begins here.
   *
   * @param overLines whether it may go on over lines
   */
  Regex regex(boolean overLines) {
    int start = in.pos();
    int lineEnd = in.lineEnd(start);
    int end = failures < MAX_FAILURES ? regexEnd(start + 1, lineEnd, true) : -1;
    if (end < 0) {
      failures++;
      end = regexEnd(start + 1, lineEnd, false);
    }
    boolean manyLines = false;
    if (end < 0 && overLines && failures < MAX_FAILURES) {
      end = regexOverLines(start + 1, lineEnd);
      manyLines = end >= 0;
    }
    if (end < 0) {
      return unterminatedRegex(start, lineEnd);
    }
    int flags = end + 1;
    while (flags < text.length() && Characters.isLetter(text.charAt(flags))) {
      flags++;
    }
    in.reset(flags);
    return new Regex(body(start + 1, end), text.substring(end + 1, flags), manyLines);
  }

  private Regex unterminatedRegex(int start, int lineEnd) {
    in.reset(lineEnd);
    problems.add(
        Problem.error(
            "unterminated-regex",
            new Span(start, start + 1),
            "the regex that begins here has no closing `/`",
            "close it with `/` on the same line; a slash inside is written `\\/`"));
    return new Regex(body(start + 1, lineEnd), "", false);
  }

  /**
   * Index of the closing slash in {@code [from, to)}, or -1; within a class a slash is one of its
   * characters.
   */
  private int regexEnd(int from, int to, boolean classes) {
    boolean inClass = false;
    for (int p = from; p < to; p++) {
      char c = text.charAt(p);
      if (c == '\\') {
        p++;
      } else if (c == '[' && classes) {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        return p;
      }
    }
    return -1;
  }

  /**
   * The closing slash of a regex over several lines, or -1. So that a forgotten slash does not
   * swallow the query, what lies between must have its parentheses in pairs.
   */
  private int regexOverLines(int from, int lineEnd) {
    int limit = Math.min(text.length(), lineEnd + MAX_REGEX);
    int end = regexEnd(from, limit, true);
    return end >= 0 && isBalanced(from, end) ? end : -1;
  }

  private boolean isBalanced(int from, int to) {
    int open = 0;
    boolean inClass = false;
    for (int p = from; p < to && open >= 0; p++) {
      char c = text.charAt(p);
      if (c == '\\') {
        p++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      }
    }
    return open == 0;
  }

  /** Line breaks go, with the indentation behind them. */
  private String body(int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int p = from; p < to; p++) {
      char c = text.charAt(p);
      char next = p + 1 < to ? text.charAt(p + 1) : 0;
      if (c == '\\' && (next == '\n' || next == '\r')) {
        continue;
      }
      if (c == '\\' && p + 1 < to) {
        p++;
        if (next != '/') {
          out.append(c);
        }
        out.append(next);
      } else if (c == '\n') {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == '\r') {
          out.setLength(out.length() - 1);
        }
        while (p + 1 < to && Characters.isBlank(text.charAt(p + 1))) {
          p++;
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
