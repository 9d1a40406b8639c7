package dev.lanner.cql.function.array;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The elements of an array of objects, one after the other while steps run on the row: {@code
 * x[0].key} is read as {@code var.key}, {@code x[0]} as {@code var}. The row is as before when they
 * are done.
 */
final class ObjectElements {
  /** One field of an element: its name behind the element's. */
  private record Part(String rest, String text) {}

  private final String array;
  private final String variable;

  private ObjectElements(String array, String variable) {
    this.array = array;
    this.variable = variable;
  }

  /**
   * The elements of the ARRAY argument under the name of {@code var}, or that of the array itself.
   */
  static ObjectElements of(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    return new ObjectElements(array.name(), Elements.variable(arguments, array));
  }

  /** Shows the elements up to the first gap. */
  void forEach(Row row, Elements.Visitor visitor) {
    Map<Integer, List<Part>> elements = collect(row);
    for (int i = 0; elements.containsKey(i); i++) {
      int before = row.mark();
      for (Part part : elements.get(i)) {
        row.set(variable + part.rest, part.text);
      }
      boolean more = visitor.visit(row);
      row.rollback(before);
      if (!more) {
        return;
      }
    }
  }

  private Map<Integer, List<Part>> collect(Row row) {
    String prefix = array + "[";
    Map<Integer, List<Part>> elements = new HashMap<>();
    row.forEach(
        (name, text) -> {
          int index = name.startsWith(prefix) ? ArrayField.index(name, prefix.length()) : -1;
          if (index >= 0) {
            String rest = name.substring(name.indexOf(']', prefix.length()) + 1);
            elements.computeIfAbsent(index, i -> new ArrayList<>()).add(new Part(rest, text));
          }
        });
    return elements;
  }
}
