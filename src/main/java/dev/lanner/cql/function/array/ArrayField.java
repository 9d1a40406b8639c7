package dev.lanner.cql.function.array;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.value.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * An array: the fields {@code x[0]}, {@code x[1]} and so on up to the first one that is missing.
 * Its name is written {@code x[]} or, where a function allows it, {@code x}.
 *
 * <p>Reads and writes by name, since the number of elements is up to the event. No function goes
 * beyond {@value Texts#MAX_ELEMENTS} elements.
 */
public final class ArrayField {
  private final String name;
  private final List<String> names = new ArrayList<>();

  private ArrayField(String name) {
    this.name = name;
  }

  /** The array of that name, with or without its brackets. */
  public static ArrayField of(String name) {
    return new ArrayField(name.endsWith("[]") ? name.substring(0, name.length() - 2) : name);
  }

  /**
   * The array an argument names, which the function reads: the event must be decoded as a whole.
   */
  public static ArrayField read(Arguments arguments, String parameter) {
    arguments.readsAnything();
    return of(arguments.text(parameter));
  }

  /** The array that {@code asArray} names, or {@code array} itself without it. */
  static ArrayField target(Arguments arguments, ArrayField array) {
    return arguments.given("asArray") ? of(arguments.text("asArray")) : array;
  }

  /**
   * The index in a field's name, whose opening bracket is before {@code from}; -1 if there is none
   * or it is beyond {@value Texts#MAX_ELEMENTS}.
   */
  static int index(String name, int from) {
    int close = name.indexOf(']', from);
    if (close <= from || close - from > 5) {
      return -1;
    }
    int index = 0;
    for (int i = from; i < close; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = index * 10 + c - '0';
    }
    return index < Texts.MAX_ELEMENTS ? index : -1;
  }

  /** The name without brackets. */
  public String name() {
    return name;
  }

  /** The name of an element. */
  public String elementName(int index) {
    while (names.size() <= index) {
      names.add(name + "[" + names.size() + "]");
    }
    return names.get(index);
  }

  /** The text of an element, or null if it is missing. */
  public String element(Row row, int index) {
    return index < Texts.MAX_ELEMENTS ? row.text(elementName(index)) : null;
  }

  /** The elements up to the first gap. */
  public List<String> read(Row row) {
    List<String> elements = new ArrayList<>();
    String element;
    while ((element = element(row, elements.size())) != null) {
      elements.add(element);
    }
    return elements;
  }

  /** How many elements there are up to the first gap. */
  public int length(Row row) {
    int length = 0;
    while (element(row, length) != null) {
      length++;
    }
    return length;
  }

  /**
   * Sets the first elements, as far as {@value Texts#MAX_ELEMENTS}; further ones stay as they are.
   */
  public void write(Row row, List<String> elements) {
    int count = Math.min(elements.size(), Texts.MAX_ELEMENTS);
    for (int i = 0; i < count; i++) {
      row.set(elementName(i), elements.get(i));
    }
  }

  /** Removes the elements from {@code from} on, up to the first gap. */
  public void removeFrom(Row row, int from) {
    for (int i = from; element(row, i) != null; i++) {
      row.remove(elementName(i));
    }
  }

  /** Makes the array be {@code elements} and nothing more. */
  public void replace(Row row, List<String> elements) {
    removeFrom(row, elements.size());
    write(row, elements);
  }
}
