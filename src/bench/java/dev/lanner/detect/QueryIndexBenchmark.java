package dev.lanner.detect;

import dev.lanner.bench.SampleLines;
import dev.lanner.bench.SyntheticRules;
import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * What a rule set costs an event that is decoded: looked up, and looked up with the queries that
 * were found evaluated. Decoding is part of it, as an event is only valid until the next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QueryIndexBenchmark {
  private static final int LINES = 5_000;
  private static final int PUBLISHED = 4;

  /** How many rules: the four published ones, or so many synthetic ones. */
  @Param({"4", "100", "1000", "5000"})
  public int rules;

  private final FieldTable fields = new FieldTable();
  private FdrDecoder decoder;
  private QueryIndex index;
  private List<Filter> queries;
  private Row row;
  private List<byte[]> lines;

  /** Compiles the rules, makes the lines, and checks that the index misses nothing. */
  @Setup
  public void prepare() {
    List<CompiledQuery> compiled = texts().stream().map(this::compile).toList();
    index = new QueryIndex(compiled, fields, Set.of());
    queries = compiled.stream().map(query -> query.prefilter(name -> false)).toList();
    row = new Row(fields);
    decoder = FdrDecoder.forEvents(fields);
    lines = SampleLines.of(LINES);
    long all = 0;
    for (byte[] line : lines) {
      FdrEvent event = (FdrEvent) decoder.decode(line, 0, line.length);
      all += queries.stream().filter(query -> query.test(row.reset(event))).count();
    }
    if (lookUpAndEvaluate() != all) {
      throw new IllegalStateException("the index missed a query");
    }
  }

  private List<String> texts() {
    if (rules != PUBLISHED) {
      return SyntheticRules.of(rules).stream().map(SyntheticRules.Rule::cql).toList();
    }
    try (Stream<Path> files = Files.walk(Path.of("rules", "published"))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(path -> path.endsWith("rule.cql")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompiledQuery compile(String text) {
    RuleEnvironment world = new RuleEnvironment(Lookups.NONE);
    return Compiler.compile(
            Parser.parse(text, Parser.Dialect.SEEDS),
            new CompileOptions(fields, world, FunctionRegistry.standard(), true, true))
        .query()
        .orElseThrow();
  }

  /** Decoding alone, to be taken off. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long decodeAlone() {
    long time = 0;
    for (byte[] line : lines) {
      time += ((FdrEvent) decoder.decode(line, 0, line.length)).timestampMillis();
    }
    return time;
  }

  /** Decodes and looks up. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long lookUp() {
    long found = 0;
    for (byte[] line : lines) {
      found += index.look((FdrEvent) decoder.decode(line, 0, line.length));
    }
    return found;
  }

  /** Decodes, looks up and evaluates; how many queries matched. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long lookUpAndEvaluate() {
    long matches = 0;
    for (byte[] line : lines) {
      FdrEvent event = (FdrEvent) decoder.decode(line, 0, line.length);
      int count = index.look(event);
      for (int i = 0; i < count; i++) {
        if (queries.get(index.found()[i]).test(row.reset(event))) {
          matches++;
        }
      }
    }
    return matches;
  }
}
