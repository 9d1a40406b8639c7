package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.FILTERS;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.run.RowSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Passes events with a key for which each of some conditions is met by some event; with {@code
 * prefilter=true}, only those that meet one themselves. Missing key field: does not pass. Exact,
 * where LogScale lets a few wrong keys through.
 */
final class SelfJoinFilter implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "selfJoinFilter",
              Kind.FILTER,
              Group.JOIN,
              required("field", FIELDS).orUnnamed(),
              required("where", FILTERS),
              optional("prefilter", BOOLEAN, "false"))
          .batchOnly();

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return new Keyed(
        arguments.fieldIds("field"),
        Conditions.of(arguments, "where"),
        arguments.flag("prefilter"));
  }

  private static final class Keyed implements Filter, Prepared {
    private final int[] fields;
    private final Conditions conditions;
    private final boolean prefilter;
    private final Set<List<String>> keys = new HashSet<>();

    Keyed(int[] fields, Conditions conditions, boolean prefilter) {
      this.fields = fields;
      this.conditions = conditions;
      this.prefilter = prefilter;
    }

    @Override
    public void prepare(RowSource upstream) {
      keys.clear();
      Map<List<String>, Long> met = new HashMap<>();
      upstream.forEach(
          row -> {
            List<String> key = Keys.of(row, fields);
            long some = key == null ? 0 : conditions.met(row);
            if (some != 0) {
              met.merge(key, some, (a, b) -> a | b);
            }
          });
      met.forEach(
          (key, all) -> {
            if (all == conditions.all()) {
              keys.add(key);
            }
          });
    }

    @Override
    public boolean test(Row row) {
      List<String> key = Keys.of(row, fields);
      return key != null && keys.contains(key) && (!prefilter || conditions.met(row) != 0);
    }
  }
}
