package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Rules, time and state of a job that runs on a real cluster and broker. */
class LiveRulesIT {
  private static final int CHANGES = Integer.getInteger("lanner.rules.changes", 30);
  private static final int WARM_UP = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** 2026-11-01T00:00:00Z. */
  private static final long START = 1_793_491_200_000L;

  private static final String RULE = "0c421f26-9c07-4b04-9b88-72afa2d2211";

  @TempDir static Path folder;
  private static LiveStage stage;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void begin() throws Exception {
    stage = new LiveStage(folder, 2);
    producer = stage.producer();
  }

  @AfterAll
  static void end() throws Exception {
    producer.close();
    stage.close();
  }

  private static LiveJob job(String name, int parallelism) throws Exception {
    stage.topic(name + "-rules", 1, Map.of("cleanup.policy", "compact"));
    String rules = "{topic: " + name + "-rules, wait: 60s}";
    return new LiveJob(stage, folder, name, rules, parallelism).begin();
  }

  private static void put(LiveJob job, int number, String text) throws Exception {
    byte[] key = (RULE + number).getBytes(UTF_8);
    byte[] value = text == null ? null : text.getBytes(UTF_8);
    producer.send(new ProducerRecord<>(job.topic("rules"), key, value)).get();
  }

  /** A rule in one file. */
  private static String rule(int number, String query, String... settings) {
    return "id: "
        + RULE
        + number
        + "\ntitle: rule "
        + number
        + "\n"
        + String.join("\n", settings)
        + "\nquery: |\n  "
        + query
        + "\n";
  }

  private static void event(LiveJob job, int partition, long second, String id) throws Exception {
    String line =
        String.format(
            Locale.ROOT,
            "{\"event_simpleName\":\"DnsRequest\",\"DomainName\":\"example.com\",\"id\":\"%s\","
                + "\"aid\":\"a%s\",\"cid\":\"c\",\"ComputerName\":\"H\",\"timestamp\":\"%d\"}",
            id,
            id,
            START + second * 1000);
    producer
        .send(new ProducerRecord<>(job.topic("events"), partition, null, line.getBytes(UTF_8)))
        .get();
  }

  private static List<JsonNode> read(LiveJob job, String what) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String[] record : stage.read(job.topic(what))) {
      lines.add(JSON.readTree(record[1]));
    }
    return lines;
  }

  /** Waits for a line of the audit that holds all of {@code parts}. */
  private static void awaitAudit(LiveJob job, String... parts) throws Exception {
    stage.await(
        String.join(" ", parts),
        () ->
            stage.read(job.topic("audit")).stream()
                .anyMatch(line -> List.of(parts).stream().allMatch(line[1]::contains)));
  }

  private static void awaitDetections(LiveJob job, int count) throws Exception {
    stage.await(count + " detections", () -> read(job, "detections").size() >= count);
  }

  /**
   * A rule says in each of its versions which one it is: an event that two versions evaluated, or
   * none, would show.
   */
  @Test
  void everyEventIsEvaluatedByOneSetHoweverFastTheyChange() throws Exception {
    LiveJob job = job("changes", 4);
    CompletableFuture<Void> submitted = CompletableFuture.runAsync(() -> submit(job));
    // Nothing runs before the first set: what comes earlier waits in its topic.
    for (int i = 0; i < 20; i++) {
      event(job, i % LiveJob.PARTITIONS, i, "early" + i);
    }
    Thread.sleep(2_000);
    put(job, 1, versioned(0));
    submitted.join();
    stage.await("the job runs", () -> stage.runs(job.name()));
    long begun = System.nanoTime();
    for (int change = 1; change <= CHANGES; change++) {
      put(job, 1, versioned(change));
      for (int i = 0; i < 20; i++) {
        event(job, i % LiveJob.PARTITIONS, change, "e" + change + "-" + i);
      }
      long due = begun + change * 100_000_000L - System.nanoTime();
      if (due > 0) {
        Thread.sleep(due / 1_000_000);
      }
    }
    awaitDetections(job, 20 * (CHANGES + 1));
    put(job, 2, rule(2, "DomainName=example.com | Version:=\"second\" | table([Version, id])"));
    awaitAudit(job, "changed", "\"added\":[{\"rule\":\"" + RULE + "2\"");
    put(job, 1, rule(1, "lowr(x)"));
    awaitAudit(job, "rejected", "\"kept\":[\"" + RULE + "1\"]", "unknown-function");
    put(job, 1, null);
    awaitAudit(job, "changed", "\"removed\":[\"" + RULE + "1\"]");
    Thread.sleep(1_000);
    event(job, 0, CHANGES + 1, "last");
    job.awaitRead();
    awaitDetections(job, 20 * (CHANGES + 1) + 1);
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    List<Integer> firstLags = new ArrayList<>();
    List<Integer> lags = new ArrayList<>();
    for (JsonNode detection : read(job, "detections")) {
      JsonNode row = detection.path("row");
      String[] sent = row.path("id").asText().substring(1).split("-");
      if (sent.length == 2) {
        int behind =
            Integer.parseInt(sent[0]) - Integer.parseInt(row.path("Version").asText().substring(1));
        (Integer.parseInt(sent[0]) > WARM_UP ? lags : firstLags).add(behind);
      }
      versions
          .computeIfAbsent(row.path("id").asText(), id -> new TreeSet<>())
          .add(row.path("Version").asText());
    }
    assertEquals(20 * (CHANGES + 1) + 1, versions.size());
    versions.forEach((event, of) -> assertEquals(1, of.size(), () -> event + " " + of));
    assertEquals(new TreeSet<>(List.of("second")), versions.get("last"));
    stage.await(
        "what rule 1 fired is shown",
        () -> stage.shown(job.name(), "rule." + RULE + "1.fired") == 20L * (CHANGES + 1));
    assertEquals(0, stage.restarts(job.name()));
    Files.writeString(
        Path.of("target", "rule-changes.txt"),
        CHANGES
            + " changes at 10/s; versions behind the newest when an event was evaluated\n"
            + behind("the first " + WARM_UP, firstLags)
            + behind("after them", lags));
    stage.drain(job.name());
  }

  private static String behind(String which, List<Integer> lags) {
    Collections.sort(lags);
    return lags.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: %d events, p50 %d, p99 %d, most %d%n",
            which,
            lags.size(),
            lags.get(lags.size() / 2),
            lags.get(lags.size() * 99 / 100),
            lags.get(lags.size() - 1));
  }

  private static String versioned(int version) {
    return rule(1, "DomainName=example.com | Version:=\"v" + version + "\" | table([Version, id])");
  }

  private static void submit(LiveJob job) {
    try {
      stage.submit(job.file(""));
    } catch (Exception e) {
      throw new IllegalStateException("not submitted", e);
    }
  }

  private static final String COUNT = "groupBy(DomainName, function=count(as=Total))";

  /** Of four partitions one is silent from the start, one stops half-way; rules are silent. */
  @Test
  void whoeverIsSilentHoldsNoWindowOpen() throws Exception {
    LiveJob job = job("silent", 2);
    put(job, 1, rule(1, COUNT, "window: 1m"));
    stage.submit(job.file("  idle: 2s"));
    for (int second = 0; second < 60; second++) {
      event(job, 0, second, "a" + second);
      event(job, 1, second, "b" + second);
      if (second < 30) {
        event(job, 2, second, "c" + second);
      }
    }
    long sent = System.nanoTime();
    // Past the window's end and the bound of disorder.
    for (int i = 0; i < 200 && read(job, "detections").isEmpty(); i++) {
      event(job, 0, 121 + i, "d" + i);
      event(job, 1, 121 + i, "e" + i);
      Thread.sleep(100);
    }
    assertEquals(150, read(job, "detections").get(0).path("row").path("Total").asInt());
    assertTrue(System.nanoTime() - sent < 20_000_000_000L);
    stage.drain(job.name());
    assertEquals(0, read(job, "late").size());
  }

  /** Stopped in the middle of a window and started with fewer, then more subtasks; in RocksDB. */
  @Test
  @EnabledIfSystemProperty(
      named = "lanner.long",
      matches = "true",
      disabledReason = "takes a minute; KillIT changes a job's size, too")
  void aJobThatIsRescaledCountsOn() throws Exception {
    LiveJob job = job("rescaled", 2);
    put(job, 1, rule(1, COUNT, "window: 10m"));
    int sent = 0;
    for (int parallelism : new int[] {2, 1, 2}) {
      LiveJob scaled = new LiveJob(stage, folder, job.name(), job.rules(), parallelism);
      stage.submit(scaled.file("", "rocksdb"));
      stage.await("the job runs", () -> stage.runs(job.name()));
      for (int i = 0; i < 100; i++) {
        event(job, i % LiveJob.PARTITIONS, sent % 300, "e" + sent);
        sent++;
      }
      job.awaitRead();
      if (sent < 300) {
        stage.script("cluster", "flink", "cancel", stage.job(job.name()));
      }
    }
    stage.drain(job.name());
    List<JsonNode> detections = read(job, "detections");
    assertEquals(1, detections.size());
    assertEquals(300, detections.get(0).path("row").path("Total").asInt());
    assertTrue(Files.exists(folder.resolve("checkpoints").resolve(job.name())));
  }
}
