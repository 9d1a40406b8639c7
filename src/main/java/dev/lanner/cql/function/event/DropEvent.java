package dev.lanner.cql.function.event;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.run.Node;

/** Passes no row; in a query the same as {@code false}. */
final class DropEvent implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact("dropEvent", Kind.FILTER, Group.EVENT);

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return Filters.NOTHING;
  }
}
