package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.OUTPUT;
import static dev.lanner.cql.function.Parameter.Type.TUPLES;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives fields other names, overwriting what stood under those: one with {@code as}, or several as
 * pairs {@code [[old, new], …]}, one after the other. Missing field: no change.
 */
final class Rename implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "rename",
          Kind.TRANSFORM,
          Group.EVENT,
          required("field", TUPLES).orUnnamed(),
          optional("as", OUTPUT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<List<String>> tuples = arguments.tuples("field");
    if (arguments.given("as")) {
      if (tuples.size() == 1 && tuples.get(0).size() == 1) {
        return renaming(arguments, List.of(tuples.get(0).get(0), arguments.text("as")));
      }
      arguments.problem(
          "as", "bad-argument", "`as` names one field", "write rename([[old, new], …])");
      return renaming(arguments, List.of());
    }
    List<String> pairs = new ArrayList<>();
    for (List<String> tuple : tuples) {
      if (tuple.size() != 2) {
        arguments.problem(
            "field",
            "missing-argument",
            "`rename` needs a new name for `" + String.join(", ", tuple) + "`",
            "write rename(field=old, as=new) or rename([[old, new], …])");
      }
      pairs.addAll(tuple);
    }
    return renaming(arguments, pairs);
  }

  private static Transform renaming(Arguments arguments, List<String> pairs) {
    int[] ids = pairs.stream().mapToInt(arguments.fields()::intern).toArray();
    return new Renaming(ids);
  }

  /**
   * Renames one after the other.
   *
   * @param ids old and new, in turns
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Renaming(int[] ids) implements Transform, Traced {
    @Override
    public void process(Row row, Output out) {
      for (int i = 0; i + 1 < ids.length; i += 2) {
        String text = row.text(ids[i]);
        if (text != null && ids[i] != ids[i + 1]) {
          row.set(ids[i + 1], text);
          row.remove(ids[i]);
        }
      }
      out.emit(row);
    }

    @Override
    public Requirement trace(Trace trace) {
      for (int i = 0; i + 1 < ids.length; i += 2) {
        if (ids[i] != ids[i + 1]) {
          trace.assign(ids[i + 1], trace.origins(ids[i]));
          trace.change(ids[i]);
        }
      }
      return Requirement.ALWAYS;
    }
  }
}
