package dev.lanner.cql.syntax;

import java.util.Arrays;
import java.util.Objects;

/**
 * A text with a name, and where its lines are. Lines and columns count from 1, columns in code
 * points; a line ends at LF, and a CR before it belongs to the end.
 */
public final class SourceText {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  /**
   * A text to point into.
   *
   * @param name what to call it in messages: a path, or something like {@code <query>}
   */
  public SourceText(String name, String text) {
    this.name = Objects.requireNonNull(name);
    this.text = Objects.requireNonNull(text);
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      starts = lines == starts.length ? Arrays.copyOf(starts, 2 * lines) : starts;
      starts[lines++] = at + 1;
    }
    return Arrays.copyOf(starts, lines);
  }

  /** What to call it in messages. */
  public String name() {
    return name;
  }

  /** The number of the line that {@code offset} is in; an offset behind the text is at its end. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, Math.min(offset, text.length()));
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of {@code offset} in its line. */
  public int column(int offset) {
    int end = Math.min(offset, text.length());
    return text.codePointCount(lineStart(end), end) + 1;
  }

  /** Offset of the first character of the line that {@code offset} is in. */
  int lineStart(int offset) {
    return lineStarts[line(offset) - 1];
  }

  /**
   * Offset behind the last character of the line that {@code offset} is in, the line break not
   * counted.
   */
  int lineEnd(int offset) {
    int start = Math.min(offset, text.length());
    int end = text.indexOf('\n', start);
    end = end < 0 ? text.length() : end;
    return end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  String between(int start, int end) {
    return text.substring(start, Math.max(start, end));
  }
}
