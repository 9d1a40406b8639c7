package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.NUMBER;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Fingerprint;

/**
 * Passes about a share of the events, chosen by the text of a field, so that equal texts fare
 * alike. Missing field: does not pass. Cannot be negated, and so is no filter.
 */
final class Sample implements CqlFunction {
  private static final long PARTS = 1_000_000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "sample",
              Kind.TRANSFORM,
              Group.EVENT,
              optional("percentage", NUMBER, "1").orUnnamed(),
              optional("field", FIELD, "@timestamp"))
          .approximate("chooses other events than LogScale, whose hash is not documented");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    double percentage = arguments.number("percentage");
    if (!(percentage >= 0 && percentage <= 100)) {
      arguments.problem("percentage", "bad-argument", "`percentage` must be from 0 to 100", "");
    }
    int field = arguments.field("field");
    long passing = Math.round(percentage * (PARTS / 100));
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          if (text != null && Long.remainderUnsigned(Fingerprint.of(text), PARTS) < passing) {
            out.emit(row);
          }
        };
  }
}
