package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A job that was stopped with a savepoint by an earlier build, and goes on in this one: windows
 * half-filled, a throttle that has begun, names told, a candidate that waits for evidence, events
 * that come again. The savepoint is in the canonical format, which any state backend reads.
 */
final class GoldenSavepoint {
  private static final Path KEPT = Path.of("src", "test", "resources", "golden-savepoint");
  private static final Path SAVEPOINT = KEPT.resolve("savepoint");
  private static final Path FIRED = KEPT.resolve("fired-before.txt");

  /** Not above what a reviewer's eyes and a repository bear. */
  private static final long MOST_BYTES = 300_000;

  /** 2026-11-01T00:00:00Z. */
  private static final long START = 1_793_491_200_000L;

  private static final String NAME = "golden";
  private static final String THROTTLE = "rule.3f0a5c1e-4b7d-4d4e-9a53-0c6f1f2b7a03";
  private static final List<String> RULES =
      List.of(
          """
          id: 3f0a5c1e-4b7d-4d4e-9a53-0c6f1f2b7a01
          title: Golden count
          window: 10m
          query: |
            #event_simpleName=DnsRequest
            | groupBy(ComputerName, function=[count(as=Total), count(DomainName, distinct=true, as=Names), selectLast(DomainName)])
          """,
          """
          id: 3f0a5c1e-4b7d-4d4e-9a53-0c6f1f2b7a02
          title: Golden sliding count
          window: 10m
          slide: 5m
          query: |
            #event_simpleName=DnsRequest | groupBy(ComputerName, function=sum(Weight, as=Sum)) | Sum > 100
          """,
          """
          id: 3f0a5c1e-4b7d-4d4e-9a53-0c6f1f2b7a03
          title: Golden throttle
          throttle: {fields: [ComputerName], period: 1h}
          query: |
            #event_simpleName=ProcessRollup2 FileName=a.exe | table([ComputerName, UserName])
          """,
          """
          id: 3f0a5c1e-4b7d-4d4e-9a53-0c6f1f2b7a04
          title: Golden confirmation
          confirm:
            - query: "#event_simpleName=ProcessRollup2 FileName=b.exe"
              by: [ComputerName]
              within: 60s
          query: |
            #event_simpleName=DnsRequest DomainName=confirm.example.com | table([ComputerName])
          """);

  private final LiveStage stage;
  private final Path folder;
  private final KafkaProducer<byte[], byte[]> producer;
  private int events;

  GoldenSavepoint(LiveStage stage, Path folder, KafkaProducer<byte[], byte[]> producer) {
    this.stage = stage;
    this.folder = folder;
    this.producer = producer;
  }

  private String event(String type, String aid, long second, String... fields) {
    StringBuilder line = new StringBuilder("{\"event_simpleName\":\"").append(type).append('"');
    for (int i = 0; i < fields.length; i += 2) {
      line.append(",\"").append(fields[i]).append("\":\"").append(fields[i + 1]).append('"');
    }
    return String.format(
        Locale.ROOT,
        "%s,\"aid\":\"%s\",\"cid\":\"c1\",\"id\":\"e%d\",\"timestamp\":\"%d\"}",
        line,
        aid,
        events++,
        START + second * 1000);
  }

  /** What came before the savepoint; each partition has got to 200 s. */
  private List<String> before() {
    List<String> lines = new ArrayList<>();
    for (String host : List.of("1", "2")) {
      lines.add(event("AgentOnline", "aid" + host, 0, "ComputerName", "HOST-" + host));
      lines.add(
          event("UserLogon", "aid" + host, 1, "UserName", "user" + host, "UserSid", "S-1-" + host));
      for (int second = 10; second < 100; second += 10) {
        lines.add(dns(host, second));
      }
      lines.add(process(host, 50, "a.exe"));
      lines.add(event("DnsRequest", "aid" + host, 150, "DomainName", "confirm.example.com"));
    }
    while (lines.size() % LiveJob.PARTITIONS != 0) {
      lines.add(dns("1", 199));
    }
    for (int partition = 0; partition < LiveJob.PARTITIONS; partition++) {
      lines.add(dns("2", 200));
    }
    return lines;
  }

  /** What comes after it, some of it again. */
  private List<String> after(List<String> before) {
    List<String> lines = new ArrayList<>();
    lines.add(process("1", 190, "b.exe"));
    for (String host : List.of("1", "2")) {
      for (int second = 210; second < 900; second += 30) {
        lines.add(dns(host, second));
      }
      lines.add(process(host, 300, "a.exe"));
      lines.add(process(host, 5_000, "a.exe"));
    }
    // In the order of time, so that nothing is late: the time comes last in a line.
    lines.sort(Comparator.comparing(line -> line.substring(line.indexOf("\"timestamp\""))));
    lines.addAll(0, before.subList(3, 12));
    return lines;
  }

  private String dns(String host, long second) {
    return event(
        "DnsRequest",
        "aid" + host,
        second,
        "DomainName",
        "d" + second % 70 + ".example.com",
        "Weight",
        Long.toString(second / 10));
  }

  private String process(String host, long second, String file) {
    return event(
        "ProcessRollup2", "aid" + host, second, "FileName", file, "UserSid", "S-1-" + host);
  }

  private LiveJob job() throws Exception {
    stage.topic(NAME + "-rules", 1, Map.of("cleanup.policy", "compact"));
    for (String rule : RULES) {
      byte[] key = rule.substring("id: ".length(), rule.indexOf('\n')).getBytes(UTF_8);
      producer.send(new ProducerRecord<>(NAME + "-rules", key, rule.getBytes(UTF_8))).get();
    }
    String rules = "{topic: " + NAME + "-rules, wait: 60s}";
    return new LiveJob(stage, folder, NAME, rules, 2).begin();
  }

  /** Offsets are part of the savepoint: each line always goes to the same partition. */
  private void send(LiveJob job, List<String> lines) throws Exception {
    for (int i = 0; i < lines.size(); i++) {
      int partition = i % LiveJob.PARTITIONS;
      byte[] value = lines.get(i).getBytes(UTF_8);
      producer.send(new ProducerRecord<>(job.topic("events"), partition, null, value)).get();
    }
  }

  private List<String> fired(LiveJob job) {
    return stage.read(job.topic("detections")).stream().map(record -> record[0]).sorted().toList();
  }

  /**
   * Restores the savepoint once with each of {@code backends}: what fires is what an uninterrupted
   * run fires after it.
   */
  void restore(String... backends) throws Exception {
    List<String> before = before();
    List<String> after = after(before);
    List<String> all = new ArrayList<>(before);
    all.addAll(after);
    Map<String, String> expected = replay(all);
    List<String> firedBefore = Files.readAllLines(FIRED);
    assertFalse(firedBefore.isEmpty());
    assertTrue(expected.keySet().containsAll(firedBefore));
    expected.keySet().removeAll(firedBefore);
    assertTrue(expected.size() > 6, expected::toString);

    LiveJob job = job();
    send(job, all);
    int others = 0;
    for (String backend : backends) {
      // How far the one before has come is not how far this one has.
      stage.forget(NAME);
      stage.submit(job.file("", backend), SAVEPOINT.toAbsolutePath());
      stage.await("the job runs", () -> stage.runs(NAME));
      job.awaitRead();
      stage.await("state is shown", () -> stage.shown(NAME, THROTTLE + ".stateBytes") > 0);
      stage.drain(NAME);
      List<String[]> written = stage.read(job.topic("detections"));
      Map<String, String> came = new TreeMap<>();
      for (String[] record : written.subList(others, written.size())) {
        assertEquals(null, came.put(record[0], record[1]), "twice");
      }
      assertEquals(String.join("\n", expected.values()), String.join("\n", came.values()), backend);
      others = written.size();
    }
  }

  /** What a replay of the same lines detects: line by id. */
  private Map<String, String> replay(List<String> lines) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("golden-rules"));
    for (int i = 0; i < RULES.size(); i++) {
      Files.writeString(rules.resolve("rule" + i + ".yml"), RULES.get(i));
    }
    Path input = Files.createDirectories(folder.resolve("golden-in"));
    Files.write(input.resolve("events.ndjson"), lines);
    Path output = folder.resolve("golden-out");
    CommandLineRun.succeeds(
        "replay",
        "--input",
        input.resolve("events.ndjson").toString(),
        "--rules",
        rules.toString(),
        "--output",
        output.toString());
    Map<String, String> detections = new TreeMap<>();
    int id = "{\"id\":\"".length();
    for (String line : Files.readAllLines(output.resolve("detections.ndjson"))) {
      detections.put(line.substring(id, id + 64), line);
    }
    return detections;
  }

  /** Makes the savepoint anew: src/test/scripts/make-golden-savepoint. */
  void make() throws Exception {
    LiveJob job = job();
    stage.submit(job.file(""));
    stage.await("the job runs", () -> stage.runs(NAME));
    send(job, before());
    job.awaitRead();
    stage.await("both hosts' throttles have begun", () -> fired(job).size() == 2);
    // Nothing may be on its way: a transaction of this broker is none of the next one.
    long finished = stage.checkpoints(NAME);
    stage.await("a checkpoint", () -> stage.checkpoints(NAME) > finished + 1);
    Path target = folder.resolve("made");
    stage.script(
        "cluster",
        "flink",
        "stop",
        "--type",
        "canonical",
        "-p",
        target.toUri().toString(),
        stage.job(NAME));
    Files.createDirectories(SAVEPOINT);
    long bytes = 0;
    try (var made = Files.walk(target)) {
      for (Path file : made.filter(Files::isRegularFile).sorted().toList()) {
        bytes += Files.size(file);
        Files.write(SAVEPOINT.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    assertEquals(2, new TreeSet<>(fired(job)).size());
    Files.write(FIRED, fired(job));
  }
}
