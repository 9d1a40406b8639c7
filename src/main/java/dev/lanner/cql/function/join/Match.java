package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.function.join.Lookup.Mode;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Environment.LookupFile;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.SharedQuestion;
import dev.lanner.cql.run.Transform;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Looks fields up in a lookup file or table and adds the columns of the row that matches, the last
 * of the file if there are several; with {@code nrows} above 1, hands the event on for each of
 * them, last first. An event without a match passes with {@code strict=false} only. Missing field:
 * no match.
 */
final class Match implements CqlFunction {
  private static final int MAX_ROWS = 500;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "match",
          Kind.FILTER,
          Group.JOIN,
          optional("file", TEXT).orUnnamed(),
          optional("table", TEXT),
          required("field", FIELDS),
          optional("column", FIELDS),
          optional("include", FIELDS),
          optional("mode", TEXT, "string").oneOf("cidr", "glob", "string"),
          optional("glob", BOOLEAN, "false"),
          optional("ignoreCase", BOOLEAN, "false"),
          optional("nrows", WHOLE, "1").oneOf("max"),
          optional("strict", BOOLEAN, "true"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    boolean strict = arguments.flag("strict");
    long rows = arguments.whole("nrows");
    if (rows < 1 || rows > MAX_ROWS && rows != Long.MAX_VALUE) {
      arguments.problem(
          "nrows", "bad-argument", "`nrows` must be from 1 to " + MAX_ROWS + ", or `max`", "");
    }
    Optional<LookupCall> call = LookupCall.bind(arguments, mode(arguments));
    if (call.isEmpty()) {
      return (Filter) row -> false;
    }
    Lookup lookup = call.get().lookup();
    int max = (int) Math.min(rows, MAX_ROWS);
    if (call.get().table().isPresent()) {
      LookupFile table = call.get().table().get();
      return max == 1
          ? new TableFilter(lookup, strict, table)
          : new TableRows(lookup, strict, max, table);
    }
    return max == 1
        ? new MatchFilter(lookup, strict, arguments.environment().shared().map(lookup::shared))
        : new MatchRows(lookup, strict, max);
  }

  private static Mode mode(Arguments arguments) {
    if (arguments.flag("glob") && !arguments.given("mode")) {
      return Mode.GLOB;
    }
    return Mode.valueOf(arguments.text("mode").toUpperCase(Locale.ROOT));
  }

  /** One row at most. */
  private static class MatchFilter implements Filter, Traced {
    final Lookup lookup;
    private final boolean strict;
    private final Optional<SharedQuestion> question;
    private final ToIntFunction<Row> find;

    MatchFilter(Lookup lookup, boolean strict, Optional<SharedQuestion> question) {
      this.lookup = lookup;
      this.strict = strict;
      this.question = question;
      this.find = lookup::first;
    }

    @Override
    public boolean test(Row row) {
      int found = question.isPresent() ? question.get().ask(row, find) : lookup.first(row);
      if (found != Lookup.NONE) {
        lookup.apply(found, row);
      }
      return found != Lookup.NONE || !strict;
    }

    @Override
    public Requirement trace(Trace trace) {
      return lookup.trace(trace, strict);
    }
  }

  /** Several rows. */
  private static class MatchRows implements Transform, Traced {
    final Lookup lookup;
    private final boolean strict;
    private final int max;

    MatchRows(Lookup lookup, boolean strict, int max) {
      this.lookup = lookup;
      this.strict = strict;
      this.max = max;
    }

    @Override
    public void process(Row row, Output out) {
      int[] found = lookup.find(row, max);
      int mark = row.mark();
      for (int number : found) {
        lookup.apply(number, row);
        out.emit(row);
        row.rollback(mark);
      }
      if (found.length == 0 && !strict) {
        out.emit(row);
      }
    }

    @Override
    public Requirement trace(Trace trace) {
      return lookup.trace(trace, strict);
    }
  }

  private static final class TableFilter extends MatchFilter implements Prepared {
    private final LookupFile table;

    TableFilter(Lookup lookup, boolean strict, LookupFile table) {
      super(lookup, strict, Optional.empty());
      this.table = table;
    }

    @Override
    public void prepare(RowSource upstream) {
      lookup.load(table);
    }
  }

  private static final class TableRows extends MatchRows implements Prepared {
    private final LookupFile table;

    TableRows(Lookup lookup, boolean strict, int max, LookupFile table) {
      super(lookup, strict, max);
      this.table = table;
    }

    @Override
    public void prepare(RowSource upstream) {
      lookup.load(table);
    }
  }
}
