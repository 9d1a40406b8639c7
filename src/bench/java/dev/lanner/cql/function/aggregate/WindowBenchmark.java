package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The state of one group of a window: an event taken into it, two states merged as behind a
 * shuffle, and the window's row made and filtered.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WindowBenchmark {
  private static final int EVENTS = 1_000;
  private static final int PARTS = 50;

  /** What is counted of the group. */
  @Param({
    "[count(as=a), count(field=RemotePort, distinct=true, as=b)]",
    "[sum(RemotePort, as=a), max(RemotePort, as=b)]",
    "[avg(RemotePort, as=a), stddev(RemotePort, as=b)]"
  })
  public String function;

  private final FieldTable fields = new FieldTable();
  private final MapEvent[] events = new MapEvent[EVENTS];
  private Row row;
  private CompiledQuery query;
  private Grouping grouping;
  private Accumulator filled;
  private String[] key;

  /** Compiles the query, makes the events, and checks that merging changes no result. */
  @Setup
  public void prepare() {
    String text = "groupBy(RemoteAddressIP4, function=" + function + ") | a>=20 OR b>=200";
    RuleEnvironment world = new RuleEnvironment(Lookups.NONE);
    query =
        Compiler.compile(
                Parser.parse(text, Parser.Dialect.SEEDS),
                new CompileOptions(fields, world, FunctionRegistry.standard(), true, true))
            .query()
            .orElseThrow();
    grouping = query.grouping().orElseThrow();
    row = new Row(fields);
    for (int i = 0; i < EVENTS; i++) {
      // 200 ports, each several times.
      String port = Integer.toString(1024 + i * 37 % 200);
      events[i] =
          new MapEvent(fields, Map.of("RemoteAddressIP4", "203.0.113.7", "RemotePort", port));
    }
    key = new String[grouping.keys().length];
    if (!grouping.key(row.reset(events[0]), key)) {
      throw new IllegalStateException("the event is in no group");
    }
    filled = add();
    String whole = result(filled);
    if (whole.isEmpty() || !whole.equals(result(addInPartsAndMerge()))) {
      throw new IllegalStateException("merged states give another row than " + whole);
    }
  }

  /** An event into a state. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Accumulator add() {
    return add(0, EVENTS);
  }

  /** An event into one of {@value #PARTS} states, and the states into one. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Accumulator addInPartsAndMerge() {
    Accumulator all = grouping.create();
    for (int i = 0; i < EVENTS; i += EVENTS / PARTS) {
      all.merge(add(i, i + EVENTS / PARTS));
    }
    return all;
  }

  /** The end of a window, for one group: its row, and the steps behind. */
  @Benchmark
  public String finish() {
    return result(filled);
  }

  private Accumulator add(int from, int to) {
    Accumulator state = grouping.create();
    for (int i = from; i < to; i++) {
      state.add(row.reset(events[i]));
    }
    return state;
  }

  private String result(Accumulator state) {
    StringBuilder text = new StringBuilder();
    grouping.emit(
        key, state, made -> query.rows().run(List.of(made), last -> text.append(last.text("a"))));
    return text.toString();
  }
}
