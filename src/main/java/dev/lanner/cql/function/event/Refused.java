package dev.lanner.cql.function.event;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;

/** A function that LogScale has or had and that cannot be had here; its spec says why. */
record Refused(FunctionSpec spec) implements CqlFunction {
  Refused(String name, Group group, String why) {
    this(FunctionSpec.exact(name, Kind.TRANSFORM, group).refused(why));
  }

  @Override
  public Node bind(Arguments arguments) {
    throw new IllegalStateException(spec.name() + " is refused");
  }
}
