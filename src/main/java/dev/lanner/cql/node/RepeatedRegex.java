package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;

/** {@code field = /re/g}: one row a match, at most {@value #MOST} (LANGUAGE 3.3). */
final class RepeatedRegex implements Transform, Traced {
  private static final int MOST = 100;

  private final int field;
  private final CqlRegex regex;

  RepeatedRegex(int field, CqlRegex regex) {
    this.field = field;
    this.regex = regex;
  }

  @Override
  public void process(Row row, Output out) {
    String text = row.text(field);
    if (text == null) {
      return;
    }
    CqlRegex.Scan scan = regex.scan(text);
    for (int matches = 0; matches < MOST && scan.next(); matches++) {
      int mark = row.mark();
      scan.setGroups(row);
      out.emit(row);
      row.rollback(mark);
    }
  }

  @Override
  public Requirement trace(Trace trace) {
    Requirement found = trace.origins(field).finds(regex);
    regex.groupNames().forEach(trace::change);
    return found;
  }
}
