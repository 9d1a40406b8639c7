package dev.lanner.cql.regex;

import dev.lanner.bench.SampleLines;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** One search through a command line: the automaton, and {@code java.util.regex} beside it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegexBenchmark {
  private static final int TEXTS = 1_000;

  /** What the published rules ask of a command line. */
  @Param({
    "recon|enum|survey|harvest|osint",
    "(shodan\\s+search|censys\\s+search|nmap\\s+-s[nSp]|masscan\\s+--rate|amass\\s+enum)",
    "( -ss | -st | -su | -sv | -sn | -pn |--top-ports|--script |--rate |--ports | -p [0-9])"
  })
  public String pattern;

  private final List<String> texts = new ArrayList<>();
  private CqlRegex regex;
  private Matcher engine;

  /** Makes the texts, and checks that both find the same. */
  @Setup
  public void prepare() throws CqlRegex.Invalid {
    FieldTable fields = new FieldTable();
    int field = fields.intern("CommandLine");
    FdrDecoder decoder = FdrDecoder.forEvents(fields);
    for (byte[] line : SampleLines.of(20 * TEXTS)) {
      String text = ((FdrEvent) decoder.decode(line, 0, line.length)).text(field);
      if (text != null && texts.size() < TEXTS) {
        texts.add(text);
      }
    }
    // One text in a hundred matches each pattern.
    for (int i = 0; i < TEXTS; i += 100) {
      texts.set(i, texts.get(i) + " recon nmap -sS masscan --rate 5 -p 1-9 ");
    }
    regex = CqlRegex.compile(pattern, "i");
    engine = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher("");
    for (String text : texts) {
      if (regex.find(text) != engine.reset(text).find()) {
        throw new IllegalStateException("the answers differ: " + text);
      }
    }
    if (!regex.isQuick() || texts.size() < TEXTS || automaton() == 0) {
      throw new IllegalStateException("nothing is compared");
    }
  }

  /** The automaton. */
  @Benchmark
  @OperationsPerInvocation(TEXTS)
  public int automaton() {
    int found = 0;
    for (String text : texts) {
      found += regex.find(text) ? 1 : 0;
    }
    return found;
  }

  /** {@code java.util.regex}. */
  @Benchmark
  @OperationsPerInvocation(TEXTS)
  public int engine() {
    int found = 0;
    for (String text : texts) {
      found += engine.reset(text).find() ? 1 : 0;
    }
    return found;
  }
}
