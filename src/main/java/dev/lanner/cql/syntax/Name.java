package dev.lanner.cql.syntax;

import java.util.Objects;

/**
 * The name of a field (or of an argument, a query, a segment) where it stands.
 *
 * @param text the name itself, quotes and escapes removed
 */
public record Name(String text, Span span) {
  public Name {
    Objects.requireNonNull(text);
    Objects.requireNonNull(span);
  }
}
