package dev.lanner.events.decode;

import dev.lanner.bench.SampleLines;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.archive.LineReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a line costs, a step more each: cut out, inflated and cut out, decoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
  private static final int LINES = 5_000;

  /** What the four published rules read. */
  private static final List<String> FIELDS =
      List.of(
          "#event_simpleName",
          "ImageFileName",
          "CommandLine",
          "DomainName",
          "RemoteAddressIP4",
          "RemotePort",
          "ContextProcessName");

  private final FieldTable fields = new FieldTable();
  private FdrDecoder decoder;
  private List<byte[]> lines;
  private byte[] plain;
  private byte[] compressed;

  /** Makes the lines. */
  @Setup
  public void prepare() throws IOException {
    lines = SampleLines.of(LINES);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      text.write(line);
      text.write('\n');
    }
    plain = text.toByteArray();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    compressed = packed.toByteArray();
    FIELDS.forEach(fields::intern);
    decoder = FdrDecoder.forEvents(fields);
    if (decodeLines() != LINES
        || cut() != LINES
        || cutAndDecode() != LINES
        || inflateAndCut() != LINES) {
      throw new IllegalStateException("not every line was read");
    }
  }

  /** Decodes lines that are at hand. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public int decodeLines() {
    int events = 0;
    for (byte[] line : lines) {
      if (decoder.decode(line, 0, line.length) instanceof FdrEvent) {
        events++;
      }
    }
    return events;
  }

  /** Cuts text into lines and decodes them where they stand, as a replay does. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public int cutAndDecode() throws IOException {
    int events = 0;
    try (LineReader reader =
        LineReader.open(
            "lines.ndjson", new ByteArrayInputStream(plain), LineReader.MAX_LINE_BYTES)) {
      while (reader.next() == LineReader.Read.LINE) {
        if (decoder.decode(reader.buffer(), reader.offset(), reader.length(), reader.isPlain())
            instanceof FdrEvent) {
          events++;
        }
      }
    }
    return events;
  }

  /** Cuts text into lines. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public int cut() throws IOException {
    return read("lines.ndjson", plain);
  }

  /** Inflates a file and cuts it into lines. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public int inflateAndCut() throws IOException {
    return read("lines.gz", compressed);
  }

  private static int read(String name, byte[] bytes) throws IOException {
    int count = 0;
    try (LineReader reader =
        LineReader.open(name, new ByteArrayInputStream(bytes), LineReader.MAX_LINE_BYTES)) {
      while (reader.next() == LineReader.Read.LINE) {
        count++;
      }
    }
    return count;
  }
}
