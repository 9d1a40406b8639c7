package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Shareable;
import dev.lanner.cql.value.Glob;
import java.util.List;
import java.util.Optional;

/** {@code field = pattern}: the whole text of the field matches. */
final class GlobTest implements Shareable, Traced {
  private record Question(String pattern, boolean ignoreCase) {}

  private final int field;
  private final Glob pattern;

  /** The pattern if matching is comparing, else null. */
  private final String plain;

  GlobTest(int field, Glob pattern) {
    this.field = field;
    this.pattern = pattern;
    this.plain = pattern.isPlain() && !pattern.ignoreCase() ? pattern.toString() : null;
  }

  @Override
  public boolean test(Row row) {
    String text = row.text(field);
    return plain != null ? plain.equals(text) : pattern.matches(text);
  }

  @Override
  public int field() {
    return field;
  }

  /** Comparing the ends of a text costs next to nothing. */
  @Override
  public Optional<Object> question() {
    return pattern.searches() || pattern.ignoreCase()
        ? Optional.of(new Question(pattern.toString(), pattern.ignoreCase()))
        : Optional.empty();
  }

  @Override
  public Requirement trace(Trace trace) {
    return trace.origins(field).matchesAny(List.of(pattern));
  }
}
