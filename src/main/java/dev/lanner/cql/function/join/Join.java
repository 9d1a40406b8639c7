package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.SUBQUERY;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.Arguments.Scope;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Transform;
import java.util.List;
import java.util.Optional;

/**
 * Passes events whose fields have the texts of a row of another query, and adds fields of that row;
 * a field it lacks is added as an empty text. With {@code max} above 1, hands the event on for each
 * such row, in their order. With {@code mode=left}, events without such a row pass as they are.
 */
final class Join implements CqlFunction {
  private static final long MAX_LIMIT = 200_000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "join",
              Kind.FILTER,
              Group.JOIN,
              required("query", SUBQUERY).orUnnamed(),
              required("field", FIELDS),
              optional("key", FIELDS),
              optional("include", FIELDS),
              optional("mode", TEXT, "inner").oneOf("inner", "left"),
              optional("max", WHOLE, "1"),
              optional("limit", WHOLE, "100000"),
              SubqueryScope.START,
              SubqueryScope.END,
              SubqueryScope.VIEW,
              optional("repo", TEXT),
              optional("live", BOOLEAN))
          .batchOnly();

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> fields = arguments.texts("field");
    List<String> keys = arguments.given("key") ? arguments.texts("key") : fields;
    if (keys.size() != fields.size()) {
      arguments.problem(
          "key",
          "bad-argument",
          "there are " + fields.size() + " fields, but " + keys.size() + " keys",
          "name one key for each field");
      return (Filter) row -> false;
    }
    long max = arguments.whole("max");
    long limit = arguments.whole("limit");
    if (max < 1) {
      arguments.problem("max", "bad-argument", "`max` must be at least 1", "");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      arguments.problem("limit", "bad-argument", "`limit` must be from 1 to " + MAX_LIMIT, "");
    }
    JoinedRows rows =
        new JoinedRows(
            arguments.subquery("query", scope(arguments)),
            arguments.fieldIds("field"),
            keys.stream().mapToInt(arguments.fields()::intern).toArray(),
            arguments.given("include") ? arguments.fieldIds("include") : new int[0],
            (int) Math.min(max, MAX_LIMIT),
            limit);
    boolean left = arguments.text("mode").equals("left");
    return max == 1 ? new First(rows, left) : new Each(rows, left);
  }

  private static Scope scope(Arguments arguments) {
    Scope scope = SubqueryScope.of(arguments);
    return arguments.given("repo") && scope.view().isEmpty()
        ? new Scope(Optional.of(arguments.text("repo")), scope.start(), scope.end())
        : scope;
  }

  private record First(JoinedRows rows, boolean left) implements Filter, Prepared {
    @Override
    public void prepare(RowSource upstream) {
      rows.load();
    }

    @Override
    public boolean test(Row row) {
      List<String[]> found = rows.find(row);
      if (!found.isEmpty()) {
        rows.add(found.get(0), row);
      }
      return left || !found.isEmpty();
    }
  }

  private record Each(JoinedRows rows, boolean left) implements Transform, Prepared {
    @Override
    public void prepare(RowSource upstream) {
      rows.load();
    }

    @Override
    public void process(Row row, Output out) {
      List<String[]> found = rows.find(row);
      int mark = row.mark();
      for (String[] one : found) {
        rows.add(one, row);
        out.emit(row);
        row.rollback(mark);
      }
      if (left && found.isEmpty()) {
        out.emit(row);
      }
    }
  }
}
