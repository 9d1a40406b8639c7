package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.cql.syntax.ProblemPrinter;
import dev.lanner.cql.syntax.Span;

/** A file's text, and problems at places in it. */
final class SourceText {
  private final String file;
  private final String text;
  private final dev.lanner.cql.syntax.SourceText lines;

  SourceText(String file, String text) {
    this.file = file;
    this.text = text;
    this.lines = new dev.lanner.cql.syntax.SourceText(file, text);
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
    Span span = new Span(start, Math.max(start, to));
    return new SourceProblem(
        file,
        lines.line(start),
        lines.column(start),
        severity,
        code,
        message,
        hint,
        new ProblemPrinter(lines).excerpt(span));
  }
}
