package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Functions that make a new list of an array's elements: {@code array:dedup} and {@code
 * array:sort}.
 */
final class ArrayChange implements CqlFunction {
  /** What is made of the elements. */
  @FunctionalInterface
  private interface Change {
    List<String> apply(List<String> elements);
  }

  private final FunctionSpec spec;
  private final boolean keepsSurplus;
  private final Function<Arguments, Change> change;

  private ArrayChange(FunctionSpec spec, boolean keepsSurplus, Function<Arguments, Change> change) {
    this.spec = spec;
    this.keepsSurplus = keepsSurplus;
    this.change = change;
  }

  /** Keeps the first of equal elements. */
  static ArrayChange dedup() {
    return new ArrayChange(
        FunctionSpec.exact(
            "array:dedup",
            TRANSFORM,
            ARRAY,
            required("array", Parameter.Type.TEXT).orUnnamed(),
            optional("asArray", Parameter.Type.TEXT)),
        false,
        arguments -> elements -> new ArrayList<>(new LinkedHashSet<>(elements)));
  }

  /**
   * Sorts by text without regard to case, or by number with what is none behind, in the same
   * direction. Elements of the target beyond those written stay.
   */
  static ArrayChange sort() {
    return new ArrayChange(
        FunctionSpec.exact(
            "array:sort",
            TRANSFORM,
            ARRAY,
            required("array", Parameter.Type.TEXT).orUnnamed(),
            optional("asArray", Parameter.Type.TEXT),
            optional("order", Parameter.Type.TEXT, "asc")
                .oneOf("asc", "desc", "ascending", "descending"),
            optional("type", Parameter.Type.TEXT, "string").oneOf("number", "string")),
        true,
        arguments -> {
          boolean descending = arguments.text("order").startsWith("desc");
          Comparator<String> order =
              arguments.text("type").equals("number")
                  ? numbers(descending)
                  : directed(String.CASE_INSENSITIVE_ORDER, descending);
          return elements -> {
            List<String> sorted = new ArrayList<>(elements);
            sorted.sort(order);
            return sorted;
          };
        });
  }

  private static <T> Comparator<T> directed(Comparator<T> order, boolean descending) {
    return descending ? order.reversed() : order;
  }

  private static Comparator<String> numbers(boolean descending) {
    Comparator<String> texts = directed(String.CASE_INSENSITIVE_ORDER, descending);
    return (a, b) -> {
      double left = Numbers.parse(a);
      double right = Numbers.parse(b);
      if (Double.isNaN(left) || Double.isNaN(right)) {
        boolean both = Double.isNaN(left) && Double.isNaN(right);
        return both ? texts.compare(a, b) : Double.isNaN(left) ? 1 : -1;
      }
      return descending ? Double.compare(right, left) : Double.compare(left, right);
    };
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    ArrayField target = ArrayField.target(arguments, array);
    Change made = change.apply(arguments);
    return (Transform)
        (row, out) -> {
          List<String> elements = array.read(row);
          if (!elements.isEmpty()) {
            List<String> changed = made.apply(elements);
            if (keepsSurplus) {
              target.write(row, changed);
            } else {
              target.replace(row, changed);
            }
          }
          out.emit(row);
        };
  }
}
