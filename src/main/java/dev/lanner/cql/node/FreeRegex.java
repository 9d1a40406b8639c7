package dev.lanner.cql.node;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Filter;
import java.util.Map;
import java.util.TreeMap;

/**
 * A regex with named groups and without a field. It looks where {@link FreeText} looks; of several
 * fields in which it is found it extracts from {@code @rawstring}, else from the first by name.
 */
final class FreeRegex implements Filter, Traced {
  private static final String RAW = "@rawstring";

  private final CqlRegex regex;

  FreeRegex(CqlRegex regex) {
    this.regex = regex;
  }

  @Override
  public boolean test(Row row) {
    Map<String, String> found = new TreeMap<>();
    Event.FieldVisitor search =
        (name, text) -> {
          if (FreeText.searches(name) && regex.find(text)) {
            found.put(name, text);
          }
        };
    if (row.event() == null) {
      row.forEach(search);
    } else {
      row.event().forEach(search);
    }
    if (found.isEmpty()) {
      return false;
    }
    String text = found.containsKey(RAW) ? found.get(RAW) : found.values().iterator().next();
    return regex.extract(text, row);
  }

  @Override
  public Requirement trace(Trace trace) {
    Requirement found = trace.freeText().finds(regex);
    regex.groupNames().forEach(trace::change);
    return found;
  }
}
