package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
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
 * Aggregates by spans of time, and by fields if given: a row a span and combination, {@code
 * _bucket} being the start of the span in epoch milliseconds. At most 10 combinations unless told
 * otherwise, those with the largest numbers; in a rule only a written limit counts.
 */
final class Bucket implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "bucket",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          optional("span", TEXT, "auto").orUnnamed(),
          optional("field", FIELDS),
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
    int[] series = arguments.given("field") ? arguments.fieldIds("field") : new int[0];
    return new Buckets(arguments, series, false);
  }
}
