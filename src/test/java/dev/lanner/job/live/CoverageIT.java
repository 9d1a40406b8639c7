package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.cli.CommandLineRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An archive up to a time and the stream from it on are one: no hole between them, and the
 * detections of one replay over everything. A hole that somebody makes is seen and can be closed.
 */
class CoverageIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** 2026-11-01T00:00:00Z. */
  private static final long START = 1_793_491_200_000L;

  /** Where the stream takes over: in the middle of a window. */
  private static final int TURN = 62;

  private static final int EVENTS_A_MINUTE = 6;

  @TempDir Path folder;
  private Path rules;
  private Path ledger;

  @Test
  void archiveAndStreamLeaveNoHoleAndABackfillClosesOne() throws Exception {
    rules = Files.createDirectories(folder.resolve("rules"));
    ledger = folder.resolve("ledger");
    Files.writeString(
        rules.resolve("each.cql"), "#event_simpleName=NetworkConnectIP4 | table([id])");
    Files.writeString(
        rules.resolve("many.cql"),
        "#event_simpleName=NetworkConnectIP4 | groupBy(RemoteAddressIP4)");
    Set<String> expected = replay("whole", archive("all", 120));
    Set<String> found =
        replay(
            "archive",
            archive("old", TURN + 12),
            "--to",
            time(TURN),
            "--coverage",
            ledger.toString());
    try (LiveStage stage = new LiveStage(folder, 1);
        KafkaProducer<byte[], byte[]> producer = stage.producer()) {
      String folders = "{folders: [" + rules + "]}";
      LiveJob job = new LiveJob(stage, folder, "coverage", folders, 2);
      stage.topic(job.topic("events"), LiveJob.PARTITIONS, Map.of("retention.ms", "-1"));
      for (String what : List.of("detections", "deadletters", "late", "audit")) {
        stage.topic(job.topic(what), 1, Map.of());
      }
      send(producer, job, 40, 90);
      Path first = job.file("  start: " + time(TURN) + "\ncoverage: " + ledger);
      run(stage, job, first, job.name());
      CommandLineRun joined = coverage();
      assertEquals(0, joined.code(), joined.out());
      assertEquals(List.of(List.of(10L, 88L)), covered(joined, "each"));
      assertEquals(List.of(List.of(10L, 85L)), covered(joined, "many"));

      send(producer, job, 90, 120);
      Path second =
          Files.writeString(
              folder.resolve("second.yaml"),
              Files.readString(first)
                  .replace("name: coverage", "name: later")
                  .replace("group: coverage", "group: later")
                  .replace("start: " + time(TURN), "start: " + time(100)));
      run(stage, job, second, "later");
      CommandLineRun broken = coverage();
      assertEquals(1, broken.code(), broken.out());
      stage.read(job.topic("detections")).forEach(record -> found.add(record[0]));
    }
    CommandLineRun filled =
        CommandLineRun.of(
            arguments(
                "backfill", "filled", folder.resolve("all"), "--coverage", ledger.toString()));
    assertEquals(0, filled.code(), filled.out() + filled.err());
    CommandLineRun whole = coverage();
    assertEquals(0, whole.code(), whole.out());
    assertEquals(List.of(List.of(10L, 115L)), covered(whole, "many"));
    found.addAll(ids("filled"));
    assertEquals(expected, found);
    assertTrue(expected.size() > 120 * EVENTS_A_MINUTE);
  }

  /** Submits a job, waits until it has read all, and ends it. */
  private static void run(LiveStage stage, LiveJob job, Path file, String name) throws Exception {
    stage.submit(file);
    stage.await(name + " runs", () -> stage.runs(name));
    stage.await(name + " has read all", () -> stage.hasRead(job.topic("events"), name));
    stage.drain(name);
  }

  private static String time(int minute) {
    return Instant.ofEpochMilli(START + minute * 60_000L).toString();
  }

  private static String line(int number) {
    return String.format(
        Locale.ROOT,
        "{\"event_simpleName\":\"NetworkConnectIP4\",\"RemoteAddressIP4\":\"192.0.2.%d\","
            + "\"id\":\"e%d\",\"aid\":\"a%d\",\"cid\":\"c\",\"ComputerName\":\"H\","
            + "\"timestamp\":\"%d\"}",
        number % 3,
        number,
        number % 7,
        timestamp(number));
  }

  private static long timestamp(int number) {
    return START + number * 60_000L / EVENTS_A_MINUTE;
  }

  /** An archive of the first minutes. */
  private Path archive(String name, int minutes) throws IOException {
    Path archive = folder.resolve(name);
    Path file = archive.resolve("data/b/part-00000.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < minutes * EVENTS_A_MINUTE; i++) {
        out.write((line(i) + "\n").getBytes(UTF_8));
      }
    }
    return archive;
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, LiveJob job, int fromMinute, int toMinute)
      throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = fromMinute * EVENTS_A_MINUTE; i < toMinute * EVENTS_A_MINUTE; i++) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  job.topic("events"),
                  i % LiveJob.PARTITIONS,
                  timestamp(i),
                  null,
                  line(i).getBytes(UTF_8))));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  private String[] arguments(String command, String output, Path input, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--input", input.toString(), "--window", "5m"));
    arguments.addAll(List.of("--rules", rules.toString(), "--lookups", "conf/lookups"));
    arguments.addAll(List.of("--output", folder.resolve(output).toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private Set<String> replay(String output, Path input, String... more) throws IOException {
    CommandLineRun.succeeds(arguments("replay", output, input, more));
    return ids(output);
  }

  private Set<String> ids(String output) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve(output).resolve("detections.ndjson"))) {
      ids.add(JSON.readTree(line).get("id").asText());
    }
    return ids;
  }

  private CommandLineRun coverage() {
    return CommandLineRun.of("coverage", "--json", ledger.toString());
  }

  /** What some version covers of a rule, in minutes after the start. */
  private static List<List<Long>> covered(CommandLineRun run, String rule) throws IOException {
    List<List<Long>> stretches = new ArrayList<>();
    for (JsonNode one : JSON.readTree(run.out()).get("rules")) {
      if (one.get("id").asText().equals(rule)) {
        for (JsonNode stretch : one.get("covered")) {
          stretches.add(
              List.of(
                  (stretch.get("from").asLong() - START) / 60_000,
                  (stretch.get("to").asLong() - START) / 60_000));
        }
      }
    }
    return stretches;
  }
}
