package dev.lanner.cql.node;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.value.Glob;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A text without a field: looked for in every field of the event as delivered, whatever steps did
 * to it since; not in tags, {@code @id}, {@code @timestamp} and {@code @ingesttimestamp} (LANGUAGE
 * 3.2). A row that no event lies under is searched as it is.
 */
final class FreeText implements Filter, Traced {
  private final Predicate<String> matches;
  private final Function<Origins, Requirement> required;

  /** Looks for a pattern for parts. */
  FreeText(Glob pattern) {
    this.matches = pattern::matches;
    this.required = origins -> origins.matchesAny(List.of(pattern));
  }

  /** Looks for a regex. */
  FreeText(CqlRegex regex) {
    this.matches = regex::find;
    this.required = origins -> origins.finds(regex);
  }

  @Override
  public boolean test(Row row) {
    Search search = new Search();
    Event event = row.event();
    if (event == null) {
      row.forEach(search);
    } else {
      event.forEach(search);
    }
    return search.found;
  }

  @Override
  public Requirement trace(Trace trace) {
    return required.apply(trace.freeText());
  }

  /** Whether free text looks into the field of this name. */
  static boolean searches(String name) {
    if (name.isEmpty()) {
      return true;
    }
    char first = name.charAt(0);
    if (first == '#') {
      return false;
    }
    return first != '@'
        || !name.equals("@id") && !name.equals("@timestamp") && !name.equals("@ingesttimestamp");
  }

  private final class Search implements Event.FieldVisitor {
    private boolean found;

    @Override
    public void field(String name, String text) {
      found = found || searches(name) && matches.test(text);
    }
  }
}
