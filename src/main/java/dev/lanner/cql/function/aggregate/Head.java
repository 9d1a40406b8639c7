package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;

/**
 * The rows that are first by time, oldest first, at most 200. Rows without {@code @timestamp} count
 * as later than all others, in the order they come in (LANGUAGE U22). In a rule, without a written
 * limit, every row passes.
 */
final class Head implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "head",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          optional("limit", WHOLE, "200").oneOf("max").orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return RowLimit.bind(arguments, 0, limit -> KeptRows.oldest(arguments, limit));
  }
}
