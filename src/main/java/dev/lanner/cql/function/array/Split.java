package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One event for each element of an array: {@code x[0]} becomes {@code x}, {@code x[0].key} becomes
 * {@code x.key}, {@code _index} says which, and {@code @id} gets it behind two underscores. With
 * {@code strip=true} the array's own name is left out. {@code field=""} means elements without a
 * name: {@code [0].key}. An event without the array passes unchanged.
 */
final class Split implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "split",
          TRANSFORM,
          ARRAY,
          optional("field", Parameter.Type.TEXT, "_events").orUnnamed(),
          optional("strip", Parameter.Type.BOOLEAN, "false"));

  /** One field of an element: its name in the event, what is behind the element's, and its text. */
  private record Part(String name, String rest, String text) {}

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    arguments.readsAnything();
    String name = ArrayField.of(arguments.text("field")).name();
    String kept = arguments.flag("strip") ? "" : name;
    int index = arguments.fields().intern("_index");
    int id = arguments.fields().intern("@id");
    return (Transform)
        (row, out) -> {
          Map<Integer, List<Part>> elements = collect(row, name + "[");
          if (!elements.containsKey(0)) {
            out.emit(row);
            return;
          }
          String wholeId = row.text(id);
          int before = row.mark();
          elements.values().forEach(parts -> parts.forEach(part -> row.remove(part.name)));
          for (int i = 0; elements.containsKey(i); i++) {
            int each = row.mark();
            for (Part part : elements.get(i)) {
              row.set(name(kept, name, part.rest), part.text);
            }
            row.set(index, Integer.toString(i));
            row.set(id, wholeId == null ? null : wholeId + "__" + i);
            out.emit(row);
            row.rollback(each);
          }
          row.rollback(before);
        };
  }

  private static String name(String kept, String array, String rest) {
    if (!kept.isEmpty() || rest.isEmpty()) {
      return rest.isEmpty() && kept.isEmpty() ? array : kept + rest;
    }
    return rest.startsWith(".") ? rest.substring(1) : rest;
  }

  private static Map<Integer, List<Part>> collect(Row row, String prefix) {
    Map<Integer, List<Part>> elements = new TreeMap<>();
    row.forEach(
        (name, text) -> {
          int index = name.startsWith(prefix) ? ArrayField.index(name, prefix.length()) : -1;
          if (index >= 0) {
            String rest = name.substring(name.indexOf(']', prefix.length()) + 1);
            elements.computeIfAbsent(index, i -> new ArrayList<>()).add(new Part(name, rest, text));
          }
        });
    return elements;
  }
}
