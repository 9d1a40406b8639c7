package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.TEXTS;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import java.util.List;
import java.util.Locale;

/**
 * Replaces the input by events with the raw strings given: {@code @rawstring}, the time of the
 * search as {@code @timestamp}, and an {@code @id} that keeps them in their order.
 */
final class CreateEvents implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "createEvents", Kind.SOURCE, Group.EVENT, required("rawstring", TEXTS).orUnnamed())
          .batchOnly();

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    FieldTable fields = arguments.fields();
    int rawstring = fields.intern("@rawstring");
    int timestamp = fields.intern("@timestamp");
    int id = fields.intern("@id");
    List<String> texts = arguments.texts("rawstring");
    return new GivenRows(
        out -> {
          String now = Long.toString(arguments.environment().now());
          Row row = new Row(fields);
          for (int i = 0; i < texts.size(); i++) {
            row.reset(null);
            row.set(timestamp, now);
            row.set(id, String.format(Locale.ROOT, "created_%06d", i));
            row.set(rawstring, texts.get(i));
            out.emit(row);
          }
        });
  }
}
