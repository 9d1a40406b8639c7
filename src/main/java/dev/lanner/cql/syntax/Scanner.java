package dev.lanner.cql.syntax;

import java.util.Locale;

/**
 * A position in the text and what can be read there. There is no list of tokens: what a character
 * means depends on what is being read (LANGUAGE 1.3), so that the caller says which token it wants.
 */
final class Scanner {
  private final String text;
  private final Problems problems;
  private int pos;

  private int lineEndFrom = Integer.MAX_VALUE;
  private int lineEndAt;
  private int commentEndFrom = Integer.MAX_VALUE;
  private int commentEndAt;

  Scanner(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  String text() {
    return text;
  }

  int pos() {
    return pos;
  }

  void reset(int to) {
    pos = to;
  }

  boolean atEnd() {
    return pos >= text.length();
  }

  /** The character at the position, or -1 at the end. */
  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return pos + ahead < text.length() ? text.charAt(pos + ahead) : -1;
  }

  boolean at(String token) {
    return text.startsWith(token, pos);
  }

  boolean take(String token) {
    if (at(token)) {
      pos += token.length();
      return true;
    }
    return false;
  }

  Span span(int start) {
    return new Span(start, Math.max(start, pos));
  }

  /** The character at the position, for a caret. */
  Span here() {
    return new Span(pos, atEnd() ? pos : pos + Character.charCount(text.codePointAt(pos)));
  }

  /** Passes over blanks and comments. */
  void skip() {
    while (!atEnd()) {
      int c = peek();
      if (Characters.isBlank(c)) {
        pos++;
      } else if (c == '/' && peek(1) == '/') {
        pos = Math.min(lineEnd(pos) + 1, text.length());
      } else if (c == '/' && peek(1) == '*') {
        blockComment();
      } else if (isUnreadable(c)) {
        pos++;
      } else {
        return;
      }
    }
  }

  /** NUL and lone surrogates: reported once by {@link Parser}, and no part of anything here. */
  private boolean isUnreadable(int c) {
    return c == 0
        || (Character.isHighSurrogate((char) c)
            && (peek(1) < 0 || !Character.isLowSurrogate((char) peek(1))))
        || (Character.isLowSurrogate((char) c)
            && (pos == 0 || !Character.isHighSurrogate(text.charAt(pos - 1))));
  }

  private void blockComment() {
    int end = commentEnd(pos + 2);
    if (end < 0) {
      problems.add(
          Problem.error(
              "unterminated-comment",
              new Span(pos, pos + 2),
              "the comment that begins here is never closed",
              "close it with `*/`"));
      pos = text.length();
    } else {
      pos = end + 2;
    }
  }

  /**
   * Where the next {@code *}{@code /} from {@code from} on stands, or -1; remembers the last
   * answer.
   */
  private int commentEnd(int from) {
    if (from < commentEndFrom || (commentEndAt >= 0 && commentEndAt < from)) {
      commentEndFrom = from;
      commentEndAt = text.indexOf("*/", from);
    }
    return commentEndAt;
  }

  /** End of the field name at the position; the position itself if there is none. */
  int nameEnd() {
    return Characters.nameEnd(text, pos);
  }

  /** End of the pattern word at the position; the position itself if there is none. */
  int patternEnd() {
    return Characters.patternEnd(text, pos);
  }

  /** Reads up to {@code end} and gives what it passed. */
  String readTo(int end) {
    String read = text.substring(pos, end);
    pos = end;
    return read;
  }

  /**
   * Like {@link #patternEnd}, where a list of arguments is read: comments end the word, so that
   * {@code [a/*x*}{@code /]} has one and {@code docker/*} is none.
   */
  int argumentWordEnd() {
    int end = patternEnd();
    for (int p = pos + 1; p + 1 < end; p++) {
      if (text.charAt(p) == '/') {
        char next = text.charAt(p + 1);
        if (next == '/' && text.charAt(p - 1) != ':') {
          return p;
        }
        if (next == '*' && commentEnd(p + 2) >= 0) {
          return p;
        }
      }
    }
    return end;
  }

  /**
   * Whether a field name begins here that is not the beginning of a longer word with a slash in it.
   */
  boolean atPlainName() {
    int end = nameEnd();
    return end > pos
        && (end >= text.length() || text.charAt(end) != '/' || argumentWordEnd() == end);
  }

  /** Whether the word {@code word} (lower case) stands here as a whole pattern, in any case. */
  boolean atWord(String word) {
    int end = pos + word.length();
    return text.regionMatches(true, pos, word, 0, word.length())
        && (end >= text.length() || !continuesWord(end));
  }

  private boolean continuesWord(int at) {
    char c = text.charAt(at);
    if (c == ':') {
      return at + 1 >= text.length() || text.charAt(at + 1) != '=';
    }
    return c == '/'
        ? !(at + 1 < text.length() && (text.charAt(at + 1) == '/' || text.charAt(at + 1) == '*'))
        : Characters.isPatternPart(c);
  }

  boolean takeWord(String word) {
    if (atWord(word)) {
      pos += word.length();
      return true;
    }
    return false;
  }

  /**
   * A number without its sign at the position, or the position itself: nothing that is part of a
   * name follows it.
   */
  int numberEnd() {
    int p = digits(pos);
    if (p == pos) {
      return pos;
    }
    if (p + 1 < text.length() && text.charAt(p) == '.' && Characters.isDigit(text.charAt(p + 1))) {
      p = digits(p + 1);
    }
    if (p < text.length() && (text.charAt(p) == 'e' || text.charAt(p) == 'E')) {
      int sign = p + 1;
      if (sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-')) {
        sign++;
      }
      int exponent = digits(sign);
      p = exponent > sign ? exponent : p;
    }
    return p < text.length() && Characters.isNamePart(text.charAt(p)) ? pos : p;
  }

  private int digits(int from) {
    int p = from;
    while (p < text.length() && Characters.isDigit(text.charAt(p))) {
      p++;
    }
    return p;
  }

  /** Whether {@code word} is a number, sign allowed. */
  static boolean isNumber(String word) {
    Scanner scanner = new Scanner(word, new Problems());
    scanner.pos = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    int end = scanner.numberEnd();
    return end > scanner.pos && end == word.length();
  }

  /** The end of the line that {@code from} is in; remembers the last answer. */
  int lineEnd(int from) {
    if (from < lineEndFrom || from > lineEndAt) {
      int end = text.indexOf('\n', from);
      lineEndFrom = from;
      lineEndAt = end < 0 ? text.length() : end;
    }
    return lineEndAt;
  }

  /**
   * The name of a function at the position, name spaces included ({@code text:contains}), if {@code
   * (} follows it at once.
   */
  int callNameEnd() {
    int p = simpleNameEnd(pos);
    while (p > pos
        && p + 1 < text.length()
        && text.charAt(p) == ':'
        && simpleNameEnd(p + 1) > p + 1) {
      p = simpleNameEnd(p + 1);
    }
    return p;
  }

  private int simpleNameEnd(int from) {
    int p = from;
    while (p < text.length()
        && (Characters.isLetter(text.charAt(p))
            || (p > from && (Characters.isDigit(text.charAt(p)) || text.charAt(p) == '_')))) {
      p++;
    }
    return p;
  }

  /** Whether a call begins here: a function's name with {@code (} right behind it. */
  boolean atCall() {
    int end = callNameEnd();
    return end > pos && end < text.length() && text.charAt(end) == '(';
  }

  /** Whether the name of a known function stands here, with blanks between it and {@code (}. */
  boolean atSpacedCall() {
    int end = callNameEnd();
    if (end == pos || end >= text.length() || !FunctionNames.isKnown(text.substring(pos, end))) {
      return false;
    }
    int back = pos;
    pos = end;
    boolean blank = Characters.isBlank(peek()) || at("/*") || at("//");
    skip();
    boolean found = blank && peek() == '(';
    pos = back;
    return found;
  }

  /** The rest of the line, for messages: at most {@code max} characters of it. */
  static String brief(String text, int max) {
    String line = text.strip();
    int end = line.indexOf('\n');
    line = end < 0 ? line : line.substring(0, end).stripTrailing();
    return line.length() <= max ? line : line.substring(0, max - 1) + "…";
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
