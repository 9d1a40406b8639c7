package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
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
  private static final int DELAY = Integer.getInteger("lanner.rules.delay", 2);
  private static final int LOAD = Integer.getInteger("lanner.rules.load", 0);
  private static final int PER_CHANGE = 20;
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
    send(job, partition, second, id).get();
  }

  private static Future<?> send(LiveJob job, int partition, long second, String id) {
    String line =
        String.format(
            Locale.ROOT,
            "{\"event_simpleName\":\"DnsRequest\",\"DomainName\":\"example.com\",\"id\":\"%s\","
                + "\"aid\":\"a%s\",\"cid\":\"c\",\"ComputerName\":\"H\",\"timestamp\":\"%d\"}",
            id,
            id,
            START + second * 1000);
    return producer.send(
        new ProducerRecord<>(job.topic("events"), partition, null, line.getBytes(UTF_8)));
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
    for (int i = 0; i < PER_CHANGE; i++) {
      event(job, i % LiveJob.PARTITIONS, i, "early" + i);
    }
    Thread.sleep(1_000L * DELAY);
    put(job, 1, versioned(0));
    submitted.join();
    stage.await("the job runs", () -> stage.runs(job.name()));
    Map<String, Long> sent = new HashMap<>();
    long[] put = new long[CHANGES + 1];
    List<Future<?>> sending = new ArrayList<>();
    long begun = System.nanoTime();
    for (int change = 1; change <= CHANGES; change++) {
      put(job, 1, versioned(change));
      put[change] = System.nanoTime();
      for (int i = 0; i < PER_CHANGE; i++) {
        beside(job, change, sending);
        sent.put("e" + change + "-" + i, System.nanoTime());
        sending.add(send(job, i % LiveJob.PARTITIONS, change, "e" + change + "-" + i));
      }
      long due = begun + change * 100_000_000L - System.nanoTime();
      if (due > 0) {
        Thread.sleep(due / 1_000_000);
      }
    }
    for (Future<?> one : sending) {
      one.get();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    awaitDetections(job, PER_CHANGE * (CHANGES + 1));
    put(job, 2, rule(2, "DomainName=example.com | Version:=\"second\" | table([Version, id])"));
    awaitAudit(job, "changed", "\"added\":[{\"rule\":\"" + RULE + "2\"");
    put(job, 1, rule(1, "lowr(x)"));
    awaitAudit(job, "rejected", "\"kept\":[\"" + RULE + "1\"]", "unknown-function");
    put(job, 1, null);
    awaitAudit(job, "changed", "\"removed\":[\"" + RULE + "1\"]");
    Thread.sleep(1_000);
    event(job, 0, CHANGES + 1, "last");
    job.awaitRead();
    awaitDetections(job, PER_CHANGE * (CHANGES + 1) + 1);
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    long[] applied = new long[CHANGES + 1];
    for (JsonNode detection : read(job, "detections")) {
      JsonNode row = detection.path("row");
      String id = row.path("id").asText();
      String version = row.path("Version").asText();
      versions.computeIfAbsent(id, event -> new TreeSet<>()).add(version);
      if (sent.containsKey(id)) {
        int change = Integer.parseInt(id.substring(1, id.indexOf('-')));
        for (int missed = Integer.parseInt(version.substring(1)) + 1; missed <= change; missed++) {
          applied[missed] = Math.max(applied[missed], sent.get(id) - put[missed]);
        }
      }
    }
    assertEquals(PER_CHANGE * (CHANGES + 1) + 1, versions.size());
    versions.forEach((event, of) -> assertEquals(1, of.size(), () -> event + " " + of));
    assertEquals(new TreeSet<>(List.of("second")), versions.get("last"));
    stage.await(
        "what rule 1 fired is shown",
        () -> stage.shown(job.name(), "rule." + RULE + "1.fired") == PER_CHANGE * (CHANGES + 1L));
    assertEquals(0, stage.restarts(job.name()));
    Operations.areShown(stage, job, RULE + "1", PER_CHANGE * (CHANGES + 1L));
    Operations.keepSecrets(stage, job);
    int warm = Math.min(WARM_UP, CHANGES);
    Files.writeString(
        Path.of("target", "rule-changes.txt"),
        String.format(
            Locale.ROOT,
            "%d changes in %.1f s at parallelism 4, %d events a second; rules were %d s late;%n"
                + "0 restarts, 0 events by two sets or by none%n%s%s",
            CHANGES,
            seconds,
            Math.round(CHANGES * (PER_CHANGE + besides()) / seconds),
            DELAY,
            delays("the first " + warm, Arrays.copyOfRange(applied, 1, warm + 1)),
            delays("all after them", Arrays.copyOfRange(applied, warm + 1, CHANGES + 1))));
    stage.drain(job.name());
  }

  /** Events no rule wants, that each of those that one wants brings along. */
  private static void beside(LiveJob job, int second, List<Future<?>> sending) {
    for (int i = 0; i < besides() / PER_CHANGE; i++) {
      String line =
          String.format(
              Locale.ROOT,
              "{\"event_simpleName\":\"NetworkConnectIP4\",\"RemoteAddressIP4\":\"192.0.2.%d\","
                  + "\"aid\":\"b\",\"cid\":\"c\",\"timestamp\":\"%d\"}",
              i,
              START + second * 1000L);
      sending.add(producer.send(new ProducerRecord<>(job.topic("events"), line.getBytes(UTF_8))));
    }
  }

  private static int besides() {
    return LOAD / 10;
  }

  /**
   * How long after a change the last event was sent that the set before it evaluated, in
   * milliseconds.
   */
  private static String delays(String which, long[] nanos) {
    Arrays.sort(nanos);
    return nanos.length == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: applied after p50 %d, p99 %d, most %d ms%n",
            which,
            nanos[nanos.length / 2] / 1_000_000,
            nanos[nanos.length * 99 / 100] / 1_000_000,
            nanos[nanos.length - 1] / 1_000_000);
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

  /**
   * Of four partitions one is silent from the start, one stops half-way; rules are silent. At the
   * end nobody says anything.
   */
  @Test
  void whoeverIsSilentHoldsNoWindowOpen() throws Exception {
    LiveJob job = job("silent", 2);
    put(job, 1, rule(1, COUNT, "window: 1m"));
    // On a machine that is busy an event may take seconds, which is no silence.
    stage.submit(job.file("  idle: 2s\n  silence: 10s"));
    stage.await("the job runs", () -> stage.runs(job.name()));
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
    // Time is one second short of the end of the window that began at 120 s.
    event(job, 0, 239, "last");
    awaitDetections(job, 2);
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

  /** What the topic says before the job starts, and while it runs. */
  @Test
  void hostsAreNamedByATopic() throws Exception {
    LiveJob job = job("named", 1);
    stage.topic(job.topic("names"), 1, Map.of("cleanup.policy", "compact"));
    name(job, "aid1", "FIRST");
    put(job, 1, rule(1, "#event_simpleName=DnsRequest | table([ComputerName, aid])"));
    stage.submit(job.file("names: {topic: " + job.topic("names") + "}"));
    nameless(job, "aid1", "e");
    awaitDetections(job, 1);
    assertEquals("FIRST", read(job, "detections").get(0).path("row").path("ComputerName").asText());
    name(job, "aid2", "SECOND");
    int[] sent = {0};
    stage.await(
        "the second name",
        () -> {
          nameless(job, "aid2", "f" + sent[0]++);
          return read(job, "detections").stream()
              .anyMatch(line -> line.path("row").path("ComputerName").asText().equals("SECOND"));
        });
    stage.drain(job.name());
  }

  private static void name(LiveJob job, String aid, String computerName) throws Exception {
    String line =
        String.format(
            Locale.ROOT,
            "{\"aid\":\"%s\",\"cid\":\"c\",\"ComputerName\":\"%s\",\"Time\":\"%d\"}",
            aid,
            computerName,
            START / 1000);
    producer
        .send(new ProducerRecord<>(job.topic("names"), aid.getBytes(UTF_8), line.getBytes(UTF_8)))
        .get();
  }

  private static void nameless(LiveJob job, String aid, String id) throws Exception {
    String line =
        String.format(
            Locale.ROOT,
            "{\"event_simpleName\":\"DnsRequest\",\"id\":\"%s\",\"aid\":\"%s\",\"cid\":\"c\","
                + "\"timestamp\":\"%d\"}",
            id,
            aid,
            START + 60_000);
    producer.send(new ProducerRecord<>(job.topic("events"), line.getBytes(UTF_8))).get();
  }

  /** A job of an earlier build goes on in this one, with its state on the heap and in RocksDB. */
  @Test
  void aSavepointOfAnEarlierBuildIsRestored() throws Exception {
    new GoldenSavepoint(stage, folder, producer).restore("heap", "rocksdb");
  }

  @Test
  @EnabledIfSystemProperty(
      named = "lanner.golden",
      matches = "make",
      disabledReason = "src/test/scripts/make-golden-savepoint")
  void makeGoldenSavepoint() throws Exception {
    new GoldenSavepoint(stage, folder, producer).make();
  }
}
