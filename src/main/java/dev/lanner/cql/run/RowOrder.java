package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of rows by some of their fields, as {@code sort}, {@code table}, {@code head} and
 * {@code top} use it (LANGUAGE 3.7, U4): in either direction numbers come first, then other texts
 * by text, then rows without the field; rows that agree in all keys are equal.
 */
public final class RowOrder implements Comparator<Row> {
  /** How a key's texts are read. */
  public enum Type {
    /** As numbers; what is none, as text. */
    NUMBER,
    /** As text. */
    STRING,
    /** As hexadecimal numbers, with or without {@code 0x}; what is none, as text. */
    HEX
  }

  /** One key: the field's id, the direction, how it is read. */
  public record Key(int field, boolean descending, Type type) {}

  /** What a row is ordered by: one entry a key, null where the row lacks the field. */
  private record Values(Row row, Read[] values) {}

  /** A text, and the number it reads as or null. */
  private record Read(String text, Value number) {}

  private final List<Key> keys;

  /** Orders by the first key, then by the second, and so on. */
  public RowOrder(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  @Override
  public int compare(Row a, Row b) {
    for (Key key : keys) {
      int order = compare(read(a, key), read(b, key), key.descending());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Sorts the list in place; rows that are equal keep their order. */
  public void sort(List<Row> rows) {
    List<Values> keyed = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Read[] values = new Read[keys.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = read(row, keys.get(i));
      }
      keyed.add(new Values(row, values));
    }
    keyed.sort(this::compareRead);
    for (int i = 0; i < keyed.size(); i++) {
      rows.set(i, keyed.get(i).row);
    }
  }

  private int compareRead(Values a, Values b) {
    for (int i = 0; i < a.values.length; i++) {
      int order = compare(a.values[i], b.values[i], keys.get(i).descending());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(Read a, Read b, boolean descending) {
    if (a == null) {
      return b == null ? 0 : 1;
    }
    if (b == null) {
      return -1;
    }
    if (a.number == null != (b.number == null)) {
      return a.number != null ? -1 : 1;
    }
    int order =
        a.number != null ? ValueOrder.numbers(a.number, b.number) : a.text.compareTo(b.text);
    return descending ? -order : order;
  }

  private static Read read(Row row, Key key) {
    String text = row.text(key.field());
    if (text == null) {
      return null;
    }
    Value number = key.type() == Type.NUMBER ? Value.of(text) : null;
    if (key.type() == Type.HEX) {
      number = hex(text);
    }
    return new Read(text, number != null && number.isNumber() ? number : null);
  }

  private static Value hex(String text) {
    String digits = text.regionMatches(true, 0, "0x", 0, 2) ? text.substring(2) : text;
    if (digits.isEmpty() || digits.length() > 15) {
      return null;
    }
    long whole = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        return null;
      }
      whole = whole * 16 + digit;
    }
    return Value.of(whole);
  }
}
