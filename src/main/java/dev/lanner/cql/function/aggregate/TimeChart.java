package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.TEXTS;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;

/**
 * Aggregates by spans of time, and by the values of a field if given, for a chart: as {@code
 * bucket}, but spans without rows are there too.
 */
final class TimeChart implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "timeChart",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          optional("series", FIELD).orUnnamed(),
          optional("span", TEXT, "auto"),
          optional("buckets", WHOLE),
          optional("minSpan", TEXT),
          optional("function", AGGREGATES),
          optional("limit", WHOLE, "10"),
          optional("timezone", TEXT),
          optional("unit", TEXTS));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] series = arguments.given("series") ? arguments.fieldIds("series") : new int[0];
    return new Buckets(arguments, series, true);
  }
}
