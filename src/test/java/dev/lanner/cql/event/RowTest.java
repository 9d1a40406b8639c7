package dev.lanner.cql.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowTest {
  private final FieldTable fields = new FieldTable();
  private final int a = fields.intern("a");
  private final int b = fields.intern("b");

  private Row over(Map<String, String> values) {
    return new Row(fields).reset(new MapEvent(fields, values));
  }

  @Test
  void changesHideTheEventAndLeaveItAlone() {
    Row row = over(Map.of("a", "1"));
    row.set(a, "2");
    row.set(b, "3");
    assertEquals("2", row.text(a));
    assertEquals("1", row.event().text(a));
    row.remove(a);
    assertFalse(row.has(a));
    assertNull(row.text("a"));
    assertEquals(Map.of("b", "3"), row.toMap());
  }

  @Test
  void anAbsentValueChangesNothing() {
    Row row = over(Map.of("a", "1"));
    row.set(a, null);
    row.set("odd", null);
    assertEquals(Map.of("a", "1"), row.toMap());
  }

  @Test
  void anEmptyTextIsPresent() {
    Row row = over(Map.of("a", ""));
    assertTrue(row.has(a));
    assertEquals("", row.text(a));
    assertFalse(row.has(b));
  }

  @Test
  void namesOfTheDataNeedNoId() {
    Row row = over(Map.of("odd", "1"));
    assertEquals("1", row.text("odd"));
    row.set("made.up", "2");
    row.remove("odd");
    assertEquals(Map.of("made.up", "2"), row.toMap());
    assertEquals(-1, fields.find("made.up"));
  }

  @Test
  void clearingCutsOffTheEvent() {
    Row row = over(Map.of("a", "1", "b", "2"));
    int mark = row.mark();
    row.clear();
    row.set(b, "3");
    assertEquals(Map.of("b", "3"), row.toMap());
    row.rollback(mark);
    assertEquals(Map.of("a", "1", "b", "2"), row.toMap());
  }

  /** Any run of changes can be undone to any mark in it. */
  @Test
  void rollbackRestoresEveryMark() {
    long seed = 7;
    Random random = new Random(seed);
    String[] names = {"a", "b", "x", "y.z"};
    for (int round = 0; round < 2_000; round++) {
      Row row = over(round % 2 == 0 ? Map.of("a", "1", "x", "2") : Map.of());
      Deque<Integer> marks = new ArrayDeque<>();
      Deque<Map<String, String>> states = new ArrayDeque<>();
      List<String> done = new ArrayList<>();
      for (int step = 0; step < 20; step++) {
        String name = names[random.nextInt(names.length)];
        switch (random.nextInt(5)) {
          case 0 -> row.remove(name);
          case 1 -> row.clear();
          case 2 -> {
            marks.push(row.mark());
            states.push(new LinkedHashMap<>(row.toMap()));
          }
          default -> row.set(name, Integer.toString(step));
        }
        done.add(name);
      }
      while (!marks.isEmpty()) {
        row.rollback(marks.pop());
        assertEquals(states.pop(), row.toMap(), () -> "seed " + seed + " after " + done);
      }
    }
  }
}
