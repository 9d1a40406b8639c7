package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;

/** The smallest number of a field; no row without any. Other texts do not take part. */
final class Min implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "min",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("field", FIELD).orUnnamed(),
          optional("type", TEXT, "number").oneOf("number"),
          as("_min"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return new OneValue<>(
        arguments.fields(), arguments.field("as"), () -> new Extreme(field, false));
  }
}
