package dev.lanner.cql.function.array;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import java.util.List;

/**
 * The elements of an array, one after the other under the name of a variable while steps run on the
 * row. The row is as before when they are done.
 */
final class Elements {
  /** Looks at the row while one element is bound; false to see no more. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(Row row);
  }

  private final ArrayField array;
  private final int variable;

  private Elements(ArrayField array, int variable) {
    this.array = array;
    this.variable = variable;
  }

  /**
   * The elements of the ARRAY argument under the name of {@code var}, or that of the array itself.
   */
  static Elements of(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    return new Elements(array, arguments.fields().intern(variable(arguments, array)));
  }

  /** The name elements go by. */
  static String variable(Arguments arguments, ArrayField array) {
    return arguments.given("var") ? ArrayField.of(arguments.text("var")).name() : array.name();
  }

  /** Shows the elements up to the first gap. */
  void forEach(Row row, Visitor visitor) {
    List<String> elements = array.read(row);
    for (String element : elements) {
      int before = row.mark();
      row.set(variable, element);
      boolean more = visitor.visit(row);
      row.rollback(before);
      if (!more) {
        return;
      }
    }
  }
}
