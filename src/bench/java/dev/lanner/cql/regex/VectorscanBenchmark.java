package dev.lanner.cql.regex;

import dev.lanner.bench.SampleLines;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
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

/** One search through command lines of a length: the automaton, and Vectorscan beside it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VectorscanBenchmark {
  private static final int TEXTS = 100;

  /** As published rules have them: words; words with gaps; an address behind a word. */
  @Param({
    "recon|enum|survey|harvest|osint",
    "(shodan\\s+search|censys\\s+search|nmap\\s+-s[nSp]|masscan\\s+--rate|amass\\s+enum)",
    "\\b(curl|wget)\\b.*\\d+\\.\\d+\\.\\d+\\.\\d+"
  })
  public String pattern;

  /** Characters of each text. */
  @Param({"30", "100", "300", "1000", "10000"})
  public int length;

  private final List<String> texts = new ArrayList<>();
  private CqlRegex automaton;
  private CqlRegex vectorscan;

  /** Makes the texts, and checks that both find the same. */
  @Setup
  public void prepare() throws CqlRegex.Invalid {
    FieldTable fields = new FieldTable();
    int field = fields.intern("CommandLine");
    FdrDecoder decoder = FdrDecoder.forEvents(fields);
    StringBuilder text = new StringBuilder();
    while (texts.size() < TEXTS) {
      for (byte[] line : SampleLines.of(20 * TEXTS)) {
        String part = ((FdrEvent) decoder.decode(line, 0, line.length)).text(field);
        text.append(part == null ? "" : part);
        if (text.length() >= length && texts.size() < TEXTS) {
          texts.add(text.substring(0, length));
          text.setLength(0);
        }
      }
    }
    // One text in a hundred matches each pattern.
    String found = " recon nmap -sS curl 10.9.8.7";
    texts.set(0, texts.get(0).substring(0, length - found.length()) + found);
    automaton = CqlRegex.compile(pattern, "i", RegexEngine.AUTOMATON);
    vectorscan = CqlRegex.compile(pattern, "i", RegexEngine.VECTORSCAN);
    for (String each : texts) {
      if (automaton.find(each) != vectorscan.find(each)) {
        throw new IllegalStateException("the answers differ: " + each);
      }
    }
    if (!(vectorscan.finder() instanceof VectorscanFinder) || automaton() == 0) {
      throw new IllegalStateException("nothing is compared");
    }
  }

  /** The automaton. */
  @Benchmark
  @OperationsPerInvocation(TEXTS)
  public int automaton() {
    return found(automaton);
  }

  /** Vectorscan. */
  @Benchmark
  @OperationsPerInvocation(TEXTS)
  public int vectorscan() {
    return found(vectorscan);
  }

  private int found(CqlRegex regex) {
    int found = 0;
    for (String text : texts) {
      found += regex.find(text) ? 1 : 0;
    }
    return found;
  }
}
