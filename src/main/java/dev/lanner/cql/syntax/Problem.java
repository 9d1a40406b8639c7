package dev.lanner.cql.syntax;

import java.util.Objects;

/**
 * Something to say about a query, with its place.
 *
 * @param code stable identifier in kebab case, e.g. {@code unknown-function}
 * @param severity how bad it is
 * @param span where; offsets into the query's text
 * @param message what is wrong, in one sentence without a full stop; offending text in backticks
 * @param hint what to do about it, or an empty text
 */
public record Problem(String code, Severity severity, Span span, String message, String hint) {
  /** How bad a problem is; from {@code ERROR} on the query does not run. */
  public enum Severity {
    /** Worth knowing: another dialect was read. */
    INFO,
    /** Runs, but probably not as meant. */
    WARNING,
    /** Cannot run. */
    ERROR
  }

  public Problem {
    Objects.requireNonNull(code);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(span);
    Objects.requireNonNull(message);
    Objects.requireNonNull(hint);
  }

  /** An error without a hint. */
  public static Problem error(String code, Span span, String message) {
    return new Problem(code, Severity.ERROR, span, message, "");
  }

  /** An error with a hint. */
  public static Problem error(String code, Span span, String message, String hint) {
    return new Problem(code, Severity.ERROR, span, message, hint);
  }

  /** A warning with a hint. */
  public static Problem warning(String code, Span span, String message, String hint) {
    return new Problem(code, Severity.WARNING, span, message, hint);
  }

  /** An info with a hint. */
  public static Problem info(String code, Span span, String message, String hint) {
    return new Problem(code, Severity.INFO, span, message, hint);
  }
}
