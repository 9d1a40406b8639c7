package dev.lanner.cql.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.syntax.Parser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every aggregate says what it keeps of a group, so that the state of a rule can be told. */
class KeptStateTest {
  /** A call of each aggregate; one that needs rows in order stands behind what gives them. */
  private static final Map<String, String> CALLS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("accumulate", "accumulate(sum(a))"),
              Map.entry("appendAggregation", "appendAggregation(count())"),
              Map.entry("array:intersection", "array:intersection(\"a[]\")"),
              Map.entry("array:reduceAll", "array:reduceAll(\"a[]\", var=x, function=sum(x))"),
              Map.entry(
                  "array:reduceColumn", "array:reduceColumn(\"a[]\", var=x, function=sum(x))"),
              Map.entry("array:union", "array:union(\"a[]\")"),
              Map.entry("avg", "avg(a)"),
              Map.entry("bucket", "bucket(span=1m)"),
              Map.entry("callFunction", "callFunction(sum, field=a)"),
              Map.entry("collect", "collect([a, b])"),
              Map.entry("correlate", "correlate(A: { a=1 }, B: { b=1 | b <=> A.b }, within=1m)"),
              Map.entry("count", "count(a, distinct=true)"),
              Map.entry("counterAsRate", "counterAsRate(a)"),
              Map.entry("fieldset", "fieldset()"),
              Map.entry("fieldstats", "fieldstats()"),
              Map.entry("groupBy", "groupBy(a, function=groupBy(b))"),
              Map.entry("head", "head(7)"),
              Map.entry("linReg", "linReg(x=a, y=b)"),
              Map.entry("max", "max(a)"),
              Map.entry("min", "min(a)"),
              Map.entry("neighbor", "neighbor(a)"),
              Map.entry("partition", "partition(count(), condition=test(a==1))"),
              Map.entry("percentage", "percentage({a=1})"),
              Map.entry("percentile", "percentile(a)"),
              Map.entry("range", "range(a)"),
              Map.entry("sankey", "sankey(source=a, target=b)"),
              Map.entry("selectFromMax", "selectFromMax(a, include=[b])"),
              Map.entry("selectFromMin", "selectFromMin(a, include=[b])"),
              Map.entry("selectLast", "selectLast([a])"),
              Map.entry("selfJoin", "selfJoin(field=a, where=[{ b=1 }, { b=2 }])"),
              Map.entry("series", "series(collect=[a])"),
              Map.entry("session", "session(count())"),
              Map.entry("slidingTimeWindow", "slidingTimeWindow(count(), span=1m)"),
              Map.entry("slidingWindow", "slidingWindow(count(), events=3)"),
              Map.entry("sort", "sort(a)"),
              Map.entry("stats", "stats([count(), sum(a)])"),
              Map.entry("stdDev", "stdDev(a)"),
              Map.entry("sum", "sum(a)"),
              Map.entry("table", "table([a])"),
              Map.entry("tail", "tail(7)"),
              Map.entry("timeChart", "timeChart(span=1m)"),
              Map.entry("top", "top(a)"),
              Map.entry("transpose", "transpose()"),
              Map.entry("window", "timeChart(span=1m, function=window(sum(a), span=5m))"),
              Map.entry("worldMap", "worldMap(lat=a, lon=b)")));

  @Test
  void everyAggregateHasACallHere() {
    TreeSet<String> names = new TreeSet<>();
    for (CqlFunction function : FunctionRegistry.standard().all()) {
      boolean runs = function.spec().support() != FunctionSpec.Support.REFUSED;
      if (function.spec().kind() == FunctionSpec.Kind.AGGREGATE && runs) {
        names.add(function.spec().name());
      }
    }
    assertEquals(names, new TreeSet<>(CALLS.keySet()));
  }

  @Test
  void everyAggregateSaysWhatItKeeps() {
    TreeMap<String, String> silent = new TreeMap<>();
    CALLS.forEach(
        (name, call) -> {
          List<String> keeps = keeps(call);
          if (keeps.isEmpty() || keeps.stream().anyMatch(String::isBlank)) {
            silent.put(name, keeps.toString());
          }
        });
    assertTrue(silent.isEmpty(), silent::toString);
  }

  /** What the last aggregate keeps; sequence functions follow one that gives them an order. */
  private static List<String> keeps(String call) {
    CompileResult alone = compile(call);
    CompileResult result = alone.query().isPresent() ? alone : compile("head() | " + call);
    Plan plan =
        (Plan) result.query().orElseThrow(() -> new AssertionError(call + result.problems()));
    List<Stage> stages = plan.stages();
    return ((dev.lanner.cql.run.Aggregate) stages.get(stages.size() - 1).node()).keeps();
  }

  private static CompileResult compile(String query) {
    return Compiler.compile(
        Parser.parse(query, Parser.Dialect.STRICT),
        new CompileOptions(
            new FieldTable(), new NoWorld(), FunctionRegistry.standard(), false, true));
  }

  @Test
  void boundsStandInTheWords() {
    assertEquals(
        List.of("a: up to 3 texts, up to 1,048,576 characters"), keeps("collect(a, limit=3)"));
    assertEquals(List.of("up to 7 rows"), keeps("head(7)"));
    assertEquals(
        List.of("_count: a count", "_sum: an exact sum"), keeps("stats([count(), sum(a)])"));
  }
}
