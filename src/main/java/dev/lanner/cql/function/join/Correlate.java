package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.DURATION;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.NAMED_SUBQUERIES;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import java.util.Optional;

/**
 * Finds constellations: one event for each of some named queries, no event twice, so that all links
 * and constraints between them hold; a row for each. {@link Constellations} says how they are
 * searched for.
 */
final class Correlate implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "correlate",
          Kind.AGGREGATE,
          Group.JOIN,
          required("query", NAMED_SUBQUERIES),
          optional("globalConstraints", FIELDS),
          optional("sequence", BOOLEAN, "false"),
          optional("sequenceBy", FIELDS),
          optional("within", DURATION),
          optional("jitterTolerance", DURATION, "0ms"),
          optional("root", TEXT),
          optional("maxPerRoot", WHOLE, "1"),
          optional("includeMatchesOnceOnly", BOOLEAN, "false"),
          optional("includeConstraintValues", BOOLEAN, "true"),
          optional("iterationLimit", WHOLE, "5"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Optional<Pattern> pattern = Pattern.of(arguments);
    return new Constellations(arguments, pattern.orElse(Pattern.NONE));
  }
}
