package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem.Severity;
import java.util.Locale;

/** A file's text, which knows its lines. */
final class SourceText {
  /** The width of line numbers before the text of a line. */
  static final int GUTTER = 4;

  private static final int MOST_SHOWN = 120;
  private static final int BEFORE = 40;

  private final String file;
  private final String text;

  SourceText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  /**
   * The offset of a place given by line and column, both from 1; that of the nearest place there
   * is.
   */
  int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    int end = lineEnd(start);
    int points = Math.min(column - 1, text.codePointCount(start, end));
    return text.offsetByCodePoints(start, Math.max(0, points));
  }

  private int lineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end;
  }

  /** A problem at a stretch of the text. */
  SourceProblem problem(
      int from, int to, Severity severity, String code, String message, String hint) {
    int start = Math.min(from, text.length());
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(lineStart, start);
    String shown = text.substring(lineStart, lineEnd(lineStart));
    int end = Math.max(start, Math.min(to, lineStart + shown.length()));
    return new SourceProblem(
        file,
        line,
        column,
        severity,
        code,
        message,
        hint,
        excerpt(line, shown, start - lineStart, end - lineStart));
  }

  /** The line with {@code from..to} underlined; of a long line the part around it. */
  private static String excerpt(int line, String text, int from, int to) {
    int first = text.length() <= MOST_SHOWN ? 0 : Math.max(0, from - BEFORE);
    int last = Math.min(text.length(), first + MOST_SHOWN);
    if (first > 0 && Character.isLowSurrogate(text.charAt(first))) {
      first--;
    }
    if (last < text.length() && Character.isLowSurrogate(text.charAt(last))) {
      last--;
    }
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%" + GUTTER + "d | ", line));
    out.append(first > 0 ? "…" : "").append(text, first, last);
    out.append(last < text.length() ? "…" : "").append('\n');
    out.append(" ".repeat(GUTTER)).append(" | ").append(first > 0 ? " " : "");
    text.substring(first, Math.min(from, last))
        .codePoints()
        .forEach(c -> out.append(c == '\t' ? '\t' : ' '));
    int marked = from < last ? text.codePointCount(from, Math.min(to, last)) : 0;
    return out.append("^".repeat(Math.max(1, marked))).toString();
  }
}
