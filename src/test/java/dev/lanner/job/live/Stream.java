package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanner.cli.CommandLineRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Made-up telemetry as a stream: in the order of arrival up to half a minute, spread over
 * partitions.
 */
final class Stream {
  private static final long DISORDER_MILLIS = 30_000;
  private static final Pattern TIME = Pattern.compile("\"timestamp\":\"(\\d{13})\"");

  private final Path folder;
  private final Random random;
  private final List<String> lines;

  private Stream(Path folder, long seed, List<String> lines) {
    this.folder = folder;
    this.random = new Random(seed);
    this.lines = lines;
  }

  /** Background of {@code events} events, and all scenarios. */
  static Stream generate(Path folder, int events, long seed) throws IOException {
    return generate(folder, events, 40, seed);
  }

  /** The same of so many hosts. */
  static Stream generate(Path folder, int events, int hosts, long seed) throws IOException {
    Path archive = folder.resolve("archive-" + seed);
    CommandLineRun.succeeds(
        "generate",
        "--output",
        archive.toString(),
        "--events",
        Integer.toString(events),
        "--hosts",
        Integer.toString(hosts),
        "--seed",
        Long.toString(seed));
    record Arrival(long time, int number, String line) {}
    List<Arrival> arrivals = new ArrayList<>();
    Random random = new Random(seed);
    try (var files = Files.walk(archive.resolve("data"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".gz")).sorted().toList()) {
        try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            long time = time(line) + random.nextLong(DISORDER_MILLIS);
            arrivals.add(new Arrival(time, arrivals.size(), line));
          }
        }
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::time).thenComparingInt(Arrival::number));
    return new Stream(folder, seed, arrivals.stream().map(Arrival::line).toList());
  }

  private static long time(String line) {
    Matcher time = TIME.matcher(line);
    return time.find() ? Long.parseLong(time.group(1)) : 0;
  }

  int size() {
    return lines.size();
  }

  /** The lines in the order of their arrival. */
  List<String> lines() {
    return lines;
  }

  /** What a replay of the same lines in batch detects: line by id. */
  Map<String, String> replay(List<String> rules) throws IOException {
    Path input = folder.resolve("replay-in").resolve("events.gz");
    Files.createDirectories(input.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input))) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(UTF_8));
      }
    }
    Path output = folder.resolve("replay-out");
    List<String> arguments =
        new ArrayList<>(List.of("replay", "--input", input.toString(), "--window", "5m"));
    arguments.addAll(List.of("--output", output.toString(), "--lookups", "conf/lookups"));
    rules.forEach(path -> arguments.addAll(List.of("--rules", path)));
    CommandLineRun.succeeds(arguments.toArray(String[]::new));
    Map<String, String> detections = new TreeMap<>();
    for (String line : Files.readAllLines(output.resolve("detections.ndjson"))) {
      detections.put(line.substring("{\"id\":\"".length(), "{\"id\":\"".length() + 64), line);
    }
    return detections;
  }

  /** Sends all lines, so many a second. */
  void send(KafkaProducer<byte[], byte[]> producer, String topic, int perSecond)
      throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < lines.size(); i++) {
      int partition = random.nextInt(LiveJob.PARTITIONS);
      byte[] value = lines.get(i).getBytes(UTF_8);
      sent.add(producer.send(new ProducerRecord<>(topic, partition, null, value)));
      long due = start + (i + 1) * 1_000_000_000L / perSecond;
      long early = due - System.nanoTime();
      if (early > 5_000_000) {
        Thread.sleep(early / 1_000_000);
      }
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }
}
