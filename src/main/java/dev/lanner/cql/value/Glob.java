package dev.lanner.cql.value;

import java.util.List;
import java.util.Objects;

/**
 * A text with {@code *} as wildcard for any characters, line breaks included (LANGUAGE 1.6, U17).
 * No other character is special and there is no escape. Matches in time linear in the text for a
 * pattern with at most one inner star, and never backtracks.
 */
public final class Glob {
  private final String pattern;
  private final String[] parts;
  private final boolean ignoreCase;
  private final int least;

  private Glob(String pattern, boolean ignoreCase) {
    this.pattern = Objects.requireNonNull(pattern);
    this.parts = pattern.indexOf('*') < 0 ? new String[] {pattern} : pattern.split("\\*+", -1);
    this.ignoreCase = ignoreCase;
    int sum = 0;
    for (String part : parts) {
      sum += part.length();
    }
    this.least = sum;
  }

  /** A glob that must cover the whole value. */
  public static Glob anchored(String pattern, boolean ignoreCase) {
    return new Glob(pattern, ignoreCase);
  }

  /** A glob that may match anywhere in the value: {@code *pattern*}. */
  public static Glob contained(String pattern, boolean ignoreCase) {
    return new Glob("*" + pattern + "*", ignoreCase);
  }

  /** Whether the pattern is a plain text, so that matching is comparing. */
  public boolean isPlain() {
    return parts.length == 1;
  }

  /** Whether a part of the pattern may lie anywhere in a text, and so has to be looked for. */
  public boolean searches() {
    return parts.length > 2;
  }

  /** The texts between the stars, empty ones included; one if there is no star. */
  public List<String> parts() {
    return List.of(parts);
  }

  /** Whether letters match in any case, each character by itself (Unicode). */
  public boolean ignoreCase() {
    return ignoreCase;
  }

  /** Whether every text matches. */
  public boolean isEverything() {
    return parts.length > 1 && least == 0;
  }

  /** Whether {@code text} matches; null does not. */
  public boolean matches(String text) {
    if (text == null || text.length() < least) {
      return false;
    }
    int last = parts.length - 1;
    if (last == 0) {
      return text.length() == least && at(text, 0, parts[0]);
    }
    int end = text.length() - parts[last].length();
    if (!at(text, 0, parts[0]) || !at(text, end, parts[last])) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < last; i++) {
      from = find(text, from, end, parts[i]);
      if (from < 0) {
        return false;
      }
    }
    return from <= end;
  }

  /** The pattern, stars included. */
  @Override
  public String toString() {
    return pattern;
  }

  private boolean at(String text, int offset, String part) {
    return text.regionMatches(ignoreCase, offset, part, 0, part.length());
  }

  /**
   * Where the first occurrence of {@code part} between {@code from} and {@code end} stops, or -1.
   */
  private int find(String text, int from, int end, String part) {
    if (!ignoreCase) {
      int start = text.indexOf(part, from);
      return start < 0 || start + part.length() > end ? -1 : start + part.length();
    }
    for (int start = from; start + part.length() <= end; start++) {
      if (at(text, start, part)) {
        return start + part.length();
      }
    }
    return -1;
  }
}
