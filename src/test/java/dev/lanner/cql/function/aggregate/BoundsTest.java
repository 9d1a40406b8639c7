package dev.lanner.cql.function.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Call;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where aggregates stop, and that they say so (LANGUAGE 3.7, DESIGN section 4). */
class BoundsTest {
  private final FieldTable fields = new FieldTable();

  @ParameterizedTest
  @ValueSource(strings = {"head", "tail", "sort", "table"})
  void screensShowTwoHundredRowsAndSayThatTheyCut(String name) {
    Accumulator state = filled(screen(name), 201);
    assertEquals(200, rows(state).size());
    assertTrue(state.partial());
    assertFalse(filled(screen(name), 200).partial());
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "tail", "sort", "table"})
  void aWrittenLimitIsNoLoss(String name) {
    Accumulator state = filled(screen(name).with("limit", "3"), 201);
    assertEquals(3, rows(state).size());
    assertFalse(state.partial());
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "tail", "sort", "table"})
  void aRuleWithoutAWrittenLimitLosesNoRow(String name) {
    assertTrue(screen(name).inRule().node() instanceof Transform);
    assertTrue(screen(name).inRule().with("limit", "3").node() instanceof Aggregate);
  }

  @Test
  void groupsAreCutAtTheirLimitInASearchOnly() {
    Call call = Call.of("groupBy", fields).with("field", "n");
    Accumulator state = filled(call, 20_001);
    assertEquals(20_000, rows(state).size());
    assertTrue(state.partial());
    Call rule = Call.of("groupBy", fields).with("field", "n").inRule();
    state = filled(rule, 20_001);
    assertEquals(20_001, rows(state).size());
    assertFalse(state.partial());
  }

  @Test
  void collectStopsAtTwoThousandTexts() {
    Accumulator state = filled(Call.of("collect", fields).with("fields", "n"), 2_001);
    assertEquals(2_000, rows(state).get(0).split("\n").length);
    assertTrue(state.partial());
  }

  @Test
  void collectStopsAtItsSizeWhateverTheOrder() {
    // Three texts of half the bound: the first two fit, whichever comes first.
    String half = "x".repeat(FirstTexts.MAX_CHARACTERS / 2 - 1);
    Aggregate collect = (Aggregate) Call.of("collect", fields).with("fields", "v").node();
    for (int first = 0; first < 3; first++) {
      Accumulator state = collect.create();
      for (int i = 0; i < 3; i++) {
        int which = (first + i) % 3;
        state.add(row(Map.of("@timestamp", "" + which, "v", which + half)));
      }
      String texts = rows(state).get(0);
      assertTrue(texts.startsWith("v=0x") && texts.contains("\n1x") && !texts.contains("\n2x"));
      assertTrue(state.partial());
    }
  }

  @Test
  void distinctTextsAreCountedExactlyUpToTheBoundAndEstimatedBeyond() {
    Call call = Call.of("count", fields).with("field", "n").with("distinct", "true");
    int exact = DistinctValues.EXACT_UP_TO;
    assertEquals(List.of("_count=" + exact), rows(filled(call, exact)));
    for (int many : new int[] {exact + 1, 3 * exact, 10 * exact}) {
      double counted = Double.parseDouble(rows(filled(call, many)).get(0).substring(7));
      // Four standard errors of 0.8 %.
      assertEquals(many, counted, many * 0.033);
    }
  }

  @Test
  void percentilesOfManyNumbersAreWithinTheirAccuracy() {
    Call call =
        Call.of("percentile", fields)
            .with("field", "n")
            .with("percentiles", List.of("0", "1", "50", "99.9", "100"));
    int many = 3 * Quantiles.EXACT_UP_TO;
    String[] cells = rows(filled(call, many)).get(0).split(" ");
    double[] ranks = {0, 1, 50, 99.9, 100};
    for (int i = 0; i < ranks.length; i++) {
      double expected = Math.floor(ranks[i] / 100 * (many - 1));
      double got = Double.parseDouble(cells[i].substring(cells[i].indexOf('=') + 1));
      assertEquals(expected, got, 0.01 * expected + 1e-9);
    }
  }

  @Test
  void percentilesOfManyNumbersKeepTheirSigns() {
    Quantiles quantiles = new Quantiles(0.01);
    for (int i = -Quantiles.EXACT_UP_TO; i <= Quantiles.EXACT_UP_TO; i++) {
      quantiles.add(i);
    }
    assertEquals(-10_000, quantiles.ofRank(0), 100);
    assertEquals(-5_000, quantiles.ofRank(5_000), 50);
    assertEquals(0, quantiles.ofRank(10_000), 0);
    assertEquals(5_000, quantiles.ofRank(15_000), 50);
    assertEquals(10_000, quantiles.ofRank(20_000), 100);
  }

  private Call screen(String name) {
    Call call = Call.of(name, fields);
    if (name.equals("sort")) {
      call.with("field", "n");
    }
    return name.equals("table") ? call.with("fields", List.of("n")) : call;
  }

  /** The call's state after events whose {@code n} counts from 0. */
  private Accumulator filled(Call call, int events) {
    Accumulator state = ((Aggregate) call.node()).create();
    for (int i = 0; i < events; i++) {
      state.add(row(Map.of("@timestamp", "" + (1_000 + i), "n", "" + i)));
    }
    return state;
  }

  private Row row(Map<String, String> event) {
    return new Row(fields).reset(new MapEvent(fields, event));
  }

  private static List<String> rows(Accumulator state) {
    List<String> rows = new ArrayList<>();
    state.emit(row -> rows.add(Call.print(row)));
    return rows;
  }
}
