package dev.lanner.cql.syntax;

/**
 * A stretch of a query's text: UTF-16 offsets, {@code start} inclusive, {@code end} exclusive.
 *
 * @param start offset of the first character, from 0
 * @param end offset behind the last character; equal to {@code start} for a place between
 *     characters
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** The stretch from the beginning of this span to the end of {@code last}. */
  public Span to(Span last) {
    return new Span(start, Math.max(end, last.end));
  }
}
