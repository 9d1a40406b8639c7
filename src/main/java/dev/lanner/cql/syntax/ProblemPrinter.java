package dev.lanner.cql.syntax;

import java.util.Locale;
import java.util.Objects;

/**
 * Writes problems for people: place, severity, code and message, the line with a caret below, the
 * hint.
 *
 * <pre>
 * rule.cql:9:11: error[unknown-function]: there is no function `lowr`
 *    9 | | name := lowr(FileName)
 *      |           ^^^^
 *      = did you mean `lower`?
 * </pre>
 */
public final class ProblemPrinter {
  /** What stands before the bar: a line number and a blank. */
  public static final int MARGIN = 5;

  /** Of a longer line only the part around the caret is shown. */
  private static final int MAX_WIDTH = 120;

  private static final int BEFORE_CARET = 60;

  private final SourceText source;

  /** Writes problems of {@code source}. */
  public ProblemPrinter(SourceText source) {
    this.source = Objects.requireNonNull(source);
  }

  /** Three or four lines without a line break at the end. */
  public String print(Problem problem) {
    int start = problem.span().start();
    int line = source.line(start);
    StringBuilder out = new StringBuilder();
    out.append(source.name())
        .append(':')
        .append(line)
        .append(':')
        .append(source.column(start))
        .append(": ")
        .append(problem.severity().name().toLowerCase(Locale.ROOT))
        .append('[')
        .append(problem.code())
        .append("]: ")
        .append(problem.message())
        .append('\n');
    out.append(excerpt(problem.span()));
    if (!problem.hint().isEmpty()) {
      out.append('\n').append(" ".repeat(MARGIN)).append("= ").append(problem.hint());
    }
    return out.toString();
  }

  /** The line that {@code span} begins in, its number before it, and a caret below: two lines. */
  public String excerpt(Span span) {
    int lineStart = source.lineStart(span.start());
    int lineEnd = Math.max(source.lineEnd(span.start()), span.start());
    int from =
        lineEnd - lineStart > MAX_WIDTH
            ? Math.max(lineStart, span.start() - BEFORE_CARET)
            : lineStart;
    int to = Math.min(lineEnd, from + MAX_WIDTH);
    String before = visible(source.between(from, Math.min(span.start(), to)));
    String marked = visible(source.between(span.start(), Math.min(span.end(), to)));
    String after = visible(source.between(Math.max(span.start(), Math.min(span.end(), to)), to));
    String cutBefore = from > lineStart ? "…" : "";
    String cutAfter = to < lineEnd ? "…" : "";
    String number = String.format(Locale.ROOT, "%" + (MARGIN - 1) + "d", source.line(span.start()));
    return (number + " | " + cutBefore + before + marked + after + cutAfter).stripTrailing()
        + '\n'
        + " ".repeat(number.length() + 1)
        + "| "
        + " ".repeat(width(cutBefore + before))
        + "^".repeat(Math.max(1, width(marked)));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** {@code text} as it can be shown: one column a character, nothing that moves the cursor. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\t') {
                out.append(' ');
              } else if (Character.isISOControl(c)
                  || Character.getType(c) == Character.SURROGATE
                  || Character.getType(c) == Character.FORMAT) {
                out.append('\uFFFD');
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
