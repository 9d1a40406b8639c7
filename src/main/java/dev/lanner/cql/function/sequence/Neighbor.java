package dev.lanner.cql.function.sequence;

import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.util.List;

/**
 * Adds to each row fields of the row some places before or after it, as {@code prefix.field}.
 * Nothing is added where there is no such row, or where it lacks the field.
 */
final class Neighbor implements CqlFunction {
  private static final int MAX_DISTANCE = 10_000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "neighbor",
          Kind.AGGREGATE,
          Group.SEQUENCE,
          required("include", FIELDS).orUnnamed(),
          optional("prefix", TEXT),
          optional("direction", TEXT, "preceding").oneOf("preceding", "succeeding"),
          optional("distance", WHOLE, "1"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> names = arguments.texts("include");
    String prefix = arguments.given("prefix") ? arguments.text("prefix") + "." : "";
    int[] from = arguments.fieldIds("include");
    int[] to = names.stream().mapToInt(name -> arguments.fields().intern(prefix + name)).toArray();
    long distance = arguments.whole("distance");
    if (distance < 1 || distance > MAX_DISTANCE) {
      arguments.problem(
          "distance", "bad-argument", "`distance` must be from 1 to " + MAX_DISTANCE, "");
    }
    long step = arguments.text("direction").equals("succeeding") ? distance : -distance;
    return new RowsInOrder(arguments) {
      @Override
      void emit(List<Row> rows, Output out) {
        for (int i = 0; i < rows.size(); i++) {
          Row row = rows.get(i).copy();
          long neighbor = i + step;
          if (neighbor >= 0 && neighbor < rows.size()) {
            for (int j = 0; j < from.length; j++) {
              row.set(to[j], rows.get((int) neighbor).text(from[j]));
            }
          }
          out.emit(row);
        }
      }
    };
  }
}
