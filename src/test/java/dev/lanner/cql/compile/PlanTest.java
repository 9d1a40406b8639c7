package dev.lanner.cql.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The split in three, as {@link CompiledQuery} describes it (DESIGN sections 3 and 4). */
class PlanTest {
  private final FieldTable fields = new FieldTable();

  private CompiledQuery rule(String query) {
    return compile(query, true);
  }

  private CompiledQuery compile(String query, boolean asRule) {
    CompileResult result =
        Compiler.compile(
            Parser.parse(query, Parser.Dialect.SEEDS),
            new CompileOptions(fields, new NoWorld(), FunctionRegistry.standard(), asRule, false));
    return result.query().orElseThrow(() -> new AssertionError(result.problems()));
  }

  private Row row(Map<String, String> values) {
    return new Row(fields).reset(new MapEvent(fields, values));
  }

  private List<Map<String, String>> perEvent(CompiledQuery query, Map<String, String> event) {
    List<Map<String, String>> rows = new ArrayList<>();
    query.perEvent().process(row(event), row -> rows.add(row.toMap()));
    return rows;
  }

  private Set<String> read(CompiledQuery query) {
    Set<String> names = new TreeSet<>();
    query.read().stream().forEach(id -> names.add(fields.name(id)));
    return names;
  }

  /** "A rule is not a screen": table and sort shape the row, and the rule stays one per event. */
  @Test
  void displayStepsOfARuleArePerEvent() {
    CompiledQuery query = rule("a=1 | table([a, b]) | sort(b) | head() | tail()");
    assertTrue(query.grouping().isEmpty());
    assertTrue(query.rows().perRow());
    assertEquals(List.of("a", "b"), query.columns());
    assertEquals(
        List.of(Map.of("a", "1", "b", "2")), perEvent(query, Map.of("a", "1", "b", "2", "c", "3")));
    assertTrue(compile("a=1 | table([a, b])", false).grouping().isPresent());
  }

  @Test
  void aWrittenLimitCounts() {
    assertTrue(rule("a=1 | table([a], limit=10)").grouping().isPresent());
    assertTrue(rule("a=1 | head(5)").grouping().isPresent());
  }

  @Test
  void groupByIsTakenApartByItsKeys() {
    CompiledQuery query =
        rule("c=* | groupBy([a, b], function=[count(as=n), max(c)]) | n >= 2 | table([a, n])");
    CompiledQuery.Grouping grouping = query.grouping().orElseThrow();
    int[] keys = grouping.keys();
    assertEquals("a", fields.name(keys[0]));
    assertEquals("b", fields.name(keys[1]));
    assertEquals(Long.MAX_VALUE, grouping.limit());
    assertTrue(grouping.mergeable());
    String[] key = new String[2];
    assertFalse(grouping.key(row(Map.of("a", "1")), key));
    assertTrue(grouping.key(row(Map.of("a", "1", "b", "2", "c", "5")), key));
    Accumulator one = grouping.create();
    Accumulator other = grouping.create();
    one.add(row(Map.of("a", "1", "b", "2", "c", "5")));
    other.add(row(Map.of("a", "1", "b", "2", "c", "7")));
    one.merge(other);
    List<Row> emitted = new ArrayList<>();
    grouping.emit(key, one, row -> emitted.add(row.copy()));
    assertEquals(Map.of("a", "1", "b", "2", "n", "2", "_max", "7"), emitted.get(0).toMap());
    assertTrue(query.rows().perRow());
    List<Map<String, String>> rows = new ArrayList<>();
    query.rows().run(emitted, row -> rows.add(row.toMap()));
    assertEquals(List.of(Map.of("a", "1", "n", "2")), rows);
  }

  @Test
  void otherAggregatesHaveOneGroup() {
    CompiledQuery query = rule("count(as=n) | n > 1");
    CompiledQuery.Grouping grouping = query.grouping().orElseThrow();
    assertEquals(0, grouping.keys().length);
    assertTrue(grouping.key(row(Map.of()), new String[0]));
    assertEquals(Long.MAX_VALUE, grouping.limit());
  }

  @Test
  void aSecondAggregateWantsItsRowsGathered() {
    assertFalse(rule("groupBy(a) | groupBy(_count)").rows().perRow());
    assertFalse(rule("groupBy(a) | sort(_count, limit=3)").rows().perRow());
    assertTrue(rule("groupBy(a) | sort(_count)").rows().perRow());
  }

  /** A sort that only shapes the display must not turn a rule on groups into one on a sequence. */
  @Test
  void anOrderIsMadeOnlyForStepsThatUseIt() {
    assertEquals(1, rule("sort(n) | groupBy(k) | head(1)").grouping().orElseThrow().keys().length);
    assertFalse(rule("groupBy(k) | sort(_count) | head(1)").rows().perRow());
    assertFalse(rule("groupBy(k) | sort(_count) | accumulate(sum(_count))").rows().perRow());
    assertTrue(rule("a=1 | sort(n) | table([n])").grouping().isEmpty());
  }

  @Test
  void readsWhatItsStepsName() {
    CompiledQuery query =
        rule(
            "a=1 or b=/x/ | a=/x(?<y>z)?/ | c := d + 1 | case { e=1 | f := lower(g); * } |"
                + " groupBy(h, function=max(i)) | j=1");
    assertEquals(Set.of("a", "b", "d", "e", "g", "h", "i"), read(query));
    assertFalse(query.readsAnything());
  }

  @Test
  void freeTextReadsAnything() {
    assertTrue(rule("a=1 | powershell").readsAnything());
    assertTrue(rule("case { powershell | a := 1; * }").readsAnything());
    assertFalse(rule("a=1").readsAnything());
  }

  /** What comes in later (host, user) must not be asked for early. */
  @Test
  void theCheapPartStopsAtDeferredFields() {
    CompiledQuery query = rule("a=1 | b=1 or c=1 | host=x | d=1");
    Filter cheap = query.prefilter(Set.of("host")::contains);
    assertTrue(cheap.test(row(Map.of("a", "1", "c", "1"))));
    assertFalse(cheap.test(row(Map.of("a", "1"))));
    assertFalse(query.prefilter(name -> false).test(row(Map.of("a", "1", "c", "1"))));
    Filter behindAChange = rule("x := lower(b) | x=y | z := 1").prefilter(name -> false);
    assertFalse(behindAChange.test(row(Map.of("b", "X"))));
    assertTrue(behindAChange.test(row(Map.of("b", "Y"))));
    assertTrue(rule("x := host | x=y").prefilter("host"::equals).test(row(Map.of())));
  }

  /** The undo log makes one row serve many steps; nothing of one event may reach the next. */
  @Test
  void aRowServesEventAfterEvent() {
    CompiledQuery query = rule("case { a=1 | m := \"one\"; a=* | select(a) | n := \"two\" }");
    Row row = new Row(fields);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String a : List.of("1", "2", "1")) {
      row.reset(new MapEvent(fields, Map.of("a", a)));
      query.perEvent().process(row, out -> rows.add(out.toMap()));
    }
    assertEquals(
        List.of(
            Map.of("a", "1", "m", "one"),
            Map.of("a", "2", "n", "two"),
            Map.of("a", "1", "m", "one")),
        rows);
  }

  @Test
  void whatNeedsItsWholeInputSaysSo() {
    assertFalse(rule("a=1").needsWholeInput());
  }
}
