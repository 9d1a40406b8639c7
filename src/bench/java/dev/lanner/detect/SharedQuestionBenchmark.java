package dev.lanner.detect;

import dev.lanner.bench.SampleLines;
import dev.lanner.bench.SyntheticRules;
import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
 * What sharing equal parts of rules saves where all rules have them, and what it costs where none
 * does: all rules over each event of a process, without an index. Decoding is part of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SharedQuestionBenchmark {
  private static final int LINES = 500;
  private static final int SOUGHT_AMONG = 30_000;
  private static final int RULES = 50;

  private static final String EQUAL =
      "#event_simpleName=ProcessRollup2"
          + " | not CommandLine=/(unheard|telemetry[0-9]|windows.temp)/i"
          + " | not ImageFileName=/\\\\(nmap|masscan|zmap)\\.exe$/i"
          + " | CommandLine=*made-up-%d*";

  /** Whether all rules ask the same, or each something else. */
  @Param({"equal", "distinct"})
  public String rules;

  /** Whether they share what they ask. */
  @Param({"true", "false"})
  public boolean share;

  private final FieldTable fields = new FieldTable();
  private List<Filter> queries;
  private FdrDecoder decoder;
  private Row row;
  private List<byte[]> lines;

  /** Compiles the rules and makes the lines. */
  @Setup
  public void prepare() {
    RuleEnvironment alone = new RuleEnvironment(Lookups.NONE);
    Environment world = share ? new EvaluationTime(alone) : alone;
    CompileOptions options =
        new CompileOptions(fields, world, FunctionRegistry.standard(), true, true);
    queries =
        texts().stream()
            .map(text -> Compiler.compile(Parser.parse(text, Parser.Dialect.SEEDS), options))
            .map(result -> result.query().orElseThrow())
            .map((CompiledQuery query) -> query.prefilter(name -> false))
            .toList();
    row = new Row(fields);
    decoder = FdrDecoder.forEvents(fields);
    lines =
        SampleLines.of(SOUGHT_AMONG).stream()
            .filter(line -> new String(line, StandardCharsets.UTF_8).contains("\"ProcessRollup2\""))
            .limit(LINES)
            .toList();
    if (lines.size() < LINES) {
      throw new IllegalStateException("only " + lines.size() + " lines");
    }
  }

  private List<String> texts() {
    if (rules.equals("distinct")) {
      return SyntheticRules.of(RULES).stream().map(SyntheticRules.Rule::cql).toList();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      texts.add(String.format(EQUAL, i));
    }
    return texts;
  }

  /** Decodes and evaluates; how many queries matched. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long evaluate() {
    long matches = 0;
    for (byte[] line : lines) {
      FdrEvent event = (FdrEvent) decoder.decode(line, 0, line.length);
      for (Filter query : queries) {
        if (query.test(row.reset(event))) {
          matches++;
        }
      }
    }
    return matches;
  }
}
