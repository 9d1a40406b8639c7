package dev.lanner.cql.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** LANGUAGE 3.7, U4: numbers, other texts, absent last, in both directions; stable. */
class RowOrderTest {
  private final FieldTable fields = new FieldTable();
  private final int a = fields.intern("a");
  private final int n = fields.intern("n");

  private List<Row> rows(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      Row row = new Row(fields).reset(null);
      row.set(a, texts[i]);
      row.set(n, Integer.toString(i));
      rows.add(row);
    }
    return rows;
  }

  private String sorted(List<RowOrder.Key> keys, List<Row> rows, int shown) {
    List<Row> sorted = new ArrayList<>(rows);
    new RowOrder(keys).sort(sorted);
    return sorted.stream().map(r -> String.valueOf(r.text(shown))).collect(Collectors.joining(" "));
  }

  private static List<RowOrder.Key> by(int field, boolean descending, RowOrder.Type type) {
    return List.of(new RowOrder.Key(field, descending, type));
  }

  @Test
  void numbersThenTextsThenAbsentInBothDirections() {
    List<Row> rows = rows("b", null, "10", "9.5", "", "-1", "a");
    assertEquals("-1 9.5 10  a b null", sorted(by(a, false, RowOrder.Type.NUMBER), rows, a));
    assertEquals("10 9.5 -1 b a  null", sorted(by(a, true, RowOrder.Type.NUMBER), rows, a));
  }

  @Test
  void stringTypeComparesNumbersAsText() {
    assertEquals(
        "10 2 9 null", sorted(by(a, false, RowOrder.Type.STRING), rows("9", null, "10", "2"), a));
  }

  @Test
  void hexTypeReadsHexadecimalNumbers() {
    assertEquals(
        "0xff FE 1f zz", sorted(by(a, true, RowOrder.Type.HEX), rows("1f", "zz", "0xff", "FE"), a));
  }

  @Test
  void wholeNumbersBeyondDoublesAreToldApart() {
    assertEquals(
        "9007199254740993 9007199254740992",
        sorted(by(a, true, RowOrder.Type.NUMBER), rows("9007199254740992", "9007199254740993"), a));
  }

  @Test
  void equalRowsKeepTheirOrderAndFurtherKeysDecide() {
    List<Row> rows = rows("1", "1.0", "1", "0");
    assertEquals("0 1 2 3", sorted(by(a, true, RowOrder.Type.NUMBER), rows, n));
    List<RowOrder.Key> keys =
        List.of(
            new RowOrder.Key(a, true, RowOrder.Type.NUMBER),
            new RowOrder.Key(n, true, RowOrder.Type.NUMBER));
    assertEquals("2 1 0 3", sorted(keys, rows, n));
  }
}
