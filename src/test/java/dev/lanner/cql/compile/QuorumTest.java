package dev.lanner.cql.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.syntax.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many events a query's rows need, and that with fewer there is none. */
class QuorumTest {
  private static final String BY_A =
      "groupBy(a, function=[count(as=n), count(b, distinct=true, as=d), sum(b, as=s)]) | ";

  private final FieldTable fields = new FieldTable();

  private CompiledQuery rule(String query) {
    CompileResult result =
        Compiler.compile(
            Parser.parse(query, Parser.Dialect.SEEDS),
            new CompileOptions(fields, new NoWorld(), FunctionRegistry.standard(), true, false));
    return result.query().orElseThrow(() -> new AssertionError(result.problems()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "n>=20 @ 20",
        "n>20 @ 21",
        "n>=1.5 @ 2",
        "d>=20 or n>=200 @ 20",
        "d>=20 n>=200 @ 200",
        "d>=20 | n>=200 @ 200",
        "n>1000 @ 255",
        "case { n>=50 | k:=1; d>=20 | k:=2 } @ 20",
        "case { d>=20 | k:=1; n>=3 d>=2 s>=9 | k:=2 } @ 3",
        "case { n>=50 | k:=1; * | k:=2 } @ 1",
        "n>=7 | s>100 | x=y @ 7",
        "s>=20 @ 1",
        "n<5 @ 1",
        "n<=0 @ 1",
        "not n<20 @ 1",
        "a>=20 @ 1",
        "n:=50 | n>=20 @ 1",
        "a=/(?<n>\\d+)/ | n>=20 @ 1",
        "(n>=2 a=/(?<d>\\d+)/) | d>=20 @ 2",
        "case { n>=3 | d:=50 } | d>=20 @ 3",
      })
  void isReadOffTheStepsBehindTheAggregate(String steps, int quorum) {
    assertEquals(quorum, rule(BY_A + steps).quorum());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "count(as=n) | n>=20 @ 20",
        "count() | _count>=20 @ 20",
        "count(as=n) | x:=1 | n>=20 @ 1",
        "groupBy(n, function=count(as=n)) | n>=20 @ 1",
        "groupBy(a, function=[count(as=n), max(b, as=n)]) | n>=20 @ 1",
        "groupBy(a, function=[max(b, as=n), count(as=n)]) | n>=20 @ 20",
        "groupBy(a, function=count(as=n), limit=10) | n>=20 @ 1",
        "groupBy(a, function=count(as=n)) | n>=20 | sort(n, limit=5) | count() @ 1",
        "groupBy(a, function=count(as=n)) @ 1",
        "a=1 @ 1",
      })
  void dependsOnTheAggregate(String query, int quorum) {
    assertEquals(quorum, rule(query).quorum());
  }

  /** The promise itself, over random events. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "n>=4",
        "d>=3 or n>=5",
        "case { d>=3 | k:=1; n>=4 s>=20 | k:=2 }",
        "n>=2 | d>2.5 | s>3",
        "(n>=2 a=/(?<d>\\d+)/) | d>=20",
      })
  void fewerEventsMakeNoRow(String steps) {
    CompiledQuery query = rule(BY_A + steps);
    Grouping grouping = query.grouping().orElseThrow();
    Random random = new Random(1);
    boolean any = false;
    for (int round = 0; round < 500; round++) {
      int events = random.nextInt(8);
      Accumulator state = grouping.create();
      for (int i = 0; i < events; i++) {
        Map<String, String> event = new LinkedHashMap<>(Map.of("a", "77"));
        if (random.nextInt(4) > 0) {
          event.put("b", Integer.toString(random.nextInt(9)));
        }
        state.add(new Row(fields).reset(new MapEvent(fields, event)));
      }
      List<Row> rows = new ArrayList<>();
      grouping.emit(new String[] {"77"}, state, row -> rows.add(row.copy()));
      boolean[] through = new boolean[1];
      query.rows().run(rows, row -> through[0] = true);
      assertTrue(!through[0] || events >= query.quorum(), () -> events + " events made a row");
      any |= through[0];
    }
    assertTrue(any, "the steps let something through");
  }

  @Test
  void aQueryWithoutAnAggregateNeedsOneEvent() {
    assertEquals(1, rule("#event_simpleName=DnsRequest | table([DomainName])").quorum());
  }
}
