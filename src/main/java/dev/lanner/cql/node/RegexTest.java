package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Shareable;
import java.util.Optional;

/** {@code field = /re/}: the regex is found in the field; its named groups become fields. */
record RegexTest(int field, CqlRegex regex) implements Shareable, Traced {
  private record Question(String body, String flags) {}

  @Override
  public boolean test(Row row) {
    return regex.extract(row.text(field), row);
  }

  @Override
  public Optional<Object> question() {
    return regex.groupNames().isEmpty()
        ? Optional.of(new Question(regex.body(), regex.flags()))
        : Optional.empty();
  }

  @Override
  public Requirement trace(Trace trace) {
    Requirement found = trace.origins(field).finds(regex);
    regex.groupNames().forEach(trace::change);
    return found;
  }
}
