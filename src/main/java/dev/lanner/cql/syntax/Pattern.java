package dev.lanner.cql.syntax;

import java.util.Objects;

/** What a filter compares with: the right side of a field test, free text, a guard. */
public sealed interface Pattern {
  /** Where it stands. */
  Span span();

  /**
   * Text with {@code *} as wildcard (no escape exists).
   *
   * @param text quotes and escapes removed
   * @param quoted whether it was written in quotes; a quoted {@code "*"} in a guard means presence,
   *     a bare {@code *} accepts everything
   */
  record Glob(String text, boolean quoted, Span span) implements Pattern {
    public Glob {
      Objects.requireNonNull(text);
    }
  }

  /**
   * {@code /body/flags}.
   *
   * @param body as written, with {@code \/} already {@code /}
   * @param flags a subset of {@code dmigFs} as written
   */
  record Regex(String body, String flags, Span span) implements Pattern {
    public Regex {
      Objects.requireNonNull(body);
      Objects.requireNonNull(flags);
    }
  }

  /**
   * {@code ?name} or {@code ?{name=default}}.
   *
   * @param fallback the default, or null if none was given
   */
  record Param(String name, String fallback, Span span) implements Pattern {
    public Param {
      Objects.requireNonNull(name);
    }
  }
}
