package dev.lanner.cql.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every aggregate promises (DESIGN section 4, "Equality"): parts of the input merged in any
 * order give the rows that the whole gives, and a state that was written and read goes on as if
 * nothing had happened.
 */
class AggregateContractTest {
  private static final int EVENTS = 300;

  static Stream<String> aggregates() {
    return SampleCalls.names(node -> node instanceof Aggregate);
  }

  static Stream<String> mergeable() {
    return SampleCalls.names(node -> node instanceof Aggregate some && some.mergeable());
  }

  @ParameterizedTest
  @MethodSource("mergeable")
  void partsMergeInAnyOrder(String name) {
    for (long seed = 1; seed <= 5; seed++) {
      FieldTable fields = new FieldTable();
      Aggregate aggregate = (Aggregate) SampleCalls.bind(name, fields);
      List<Map<String, String>> events = events(seed);
      List<String> expected = rows(state(aggregate, fields, events));
      Random random = new Random(seed);
      Collections.shuffle(events, random);
      List<Accumulator> parts = new ArrayList<>();
      for (int from = 0; from < events.size(); ) {
        int to = Math.min(events.size(), from + 1 + random.nextInt(100));
        parts.add(state(aggregate, fields, events.subList(from, to)));
        from = to;
      }
      while (parts.size() > 1) {
        Accumulator one = parts.remove(random.nextInt(parts.size()));
        parts.get(random.nextInt(parts.size())).merge(one);
      }
      assertEquals(expected, rows(parts.get(0)), name + ", seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("aggregates")
  void aStateGoesOnAfterItWasWrittenAndRead(String name) throws IOException {
    FieldTable fields = new FieldTable();
    Aggregate aggregate = (Aggregate) SampleCalls.bind(name, fields);
    List<Map<String, String>> events = events(7);
    Accumulator whole = state(aggregate, fields, events);
    Accumulator first = state(aggregate, fields, events.subList(0, 100));
    Accumulator second = aggregate.create();
    second.read(new DataInputStream(new ByteArrayInputStream(bytes(first))));
    assertArrayEquals(bytes(first), bytes(second), name);
    add(second, fields, events.subList(100, events.size()));
    assertEquals(rows(whole), rows(second), name);
    assertEquals(whole.partial(), second.partial(), name);
  }

  @ParameterizedTest
  @MethodSource("aggregates")
  void emittingChangesNothing(String name) throws IOException {
    FieldTable fields = new FieldTable();
    Accumulator state = state((Aggregate) SampleCalls.bind(name, fields), fields, events(3));
    byte[] before = bytes(state);
    List<String> rows = rows(state);
    assertEquals(rows, rows(state), name);
    assertArrayEquals(before, bytes(state), name);
  }

  @ParameterizedTest
  @MethodSource("aggregates")
  void namesTheColumnsItYields(String name) {
    FieldTable fields = new FieldTable();
    Aggregate aggregate = (Aggregate) SampleCalls.bind(name, fields);
    if (!(aggregate instanceof dev.lanner.cql.run.Columns known) || known.columns().isEmpty()) {
      return;
    }
    state(aggregate, fields, events(3))
        .emit(
            row ->
                row.forEach(
                    (field, text) ->
                        assertEquals(true, known.columns().contains(field), name + ": " + field)));
  }

  private static Accumulator state(
      Aggregate aggregate, FieldTable fields, List<Map<String, String>> events) {
    Accumulator state = aggregate.create();
    add(state, fields, events);
    return state;
  }

  private static void add(Accumulator state, FieldTable fields, List<Map<String, String>> events) {
    Row row = new Row(fields);
    for (Map<String, String> event : events) {
      state.add(row.reset(new MapEvent(fields, event)));
    }
  }

  private static List<String> rows(Accumulator state) {
    List<String> rows = new ArrayList<>();
    state.emit(row -> rows.add(Call.print(row)));
    return rows;
  }

  private static byte[] bytes(Accumulator state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** Events in the order of time, several in one millisecond, some alike. */
  private static List<Map<String, String>> events(long seed) {
    Random random = new Random(seed);
    List<Map<String, String>> events = new ArrayList<>();
    long time = 1_700_000_000_000L;
    for (int i = 0; i < EVENTS; i++) {
      Map<String, String> event = new LinkedHashMap<>();
      time += random.nextInt(3) * 20_000L;
      event.put("@timestamp", Long.toString(time));
      if (random.nextBoolean()) {
        event.put("@id", "id" + random.nextInt(EVENTS));
      }
      event.put("k", "key" + random.nextInt(8));
      if (random.nextInt(10) > 0) {
        event.put("n", number(random));
      }
      event.put("m", Integer.toString(random.nextInt(50)));
      if (random.nextInt(5) > 0) {
        event.put("s", random.nextInt(4) == 0 ? "" : "text " + random.nextInt(40));
      }
      for (int j = random.nextInt(4) - 1; j >= 0; j--) {
        event.put("a[" + j + "]", "v" + random.nextInt(3));
      }
      events.add(event);
    }
    return events;
  }

  private static String number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> "none";
      case 2 -> Double.toString(random.nextGaussian() * 1e9);
      case 3 -> Double.toString(random.nextDouble() / 7);
      case 4 -> Long.toString(random.nextLong());
      case 5 -> random.nextInt(10) + "." + random.nextInt(10);
      case 6 -> random.nextInt(9) + "e" + (random.nextInt(20) - 10);
      default -> Integer.toString(random.nextInt(100));
    };
  }
}
