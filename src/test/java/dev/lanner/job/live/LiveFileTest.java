package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.job.live.LiveKeys.LiveKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job file of a continuous job says, and what it is refused for. */
class LiveFileTest {
  private static final String LEAST =
      """
      kafka: {servers: "127.0.0.1:9092"}
      input: {topic: events}
      rules: {topic: rules}
      checkpoints: {dir: out/checkpoints}
      """;

  @TempDir Path folder;

  private LiveSettings read(String text) throws IOException {
    return LiveFile.read(Files.writeString(folder.resolve("job.yaml"), text));
  }

  private List<String> problems(String text) {
    LiveException refused = assertThrows(LiveException.class, () -> read(text));
    return refused
        .getMessage()
        .lines()
        .map(line -> line.replace(folder.resolve("job.yaml").toString(), "job.yaml"))
        .toList();
  }

  @Test
  void whatIsNotSaidIsSafe() throws IOException {
    LiveSettings settings = read(LEAST);
    assertTrue(settings.output().exactlyOnce());
    assertEquals(LiveSettings.Start.EARLIEST, settings.input().start());
    assertEquals(Duration.ofSeconds(10), settings.checkpoints().interval());
    assertTrue(settings.checkpoints().resume());
    assertFalse(settings.rocksDb());
    assertEquals(Optional.empty(), settings.input().drift());
  }

  @Test
  void theShippedJobFileIsFine() throws IOException {
    LiveSettings settings = LiveFile.read(Path.of("jobs", "detect.yaml"));
    assertEquals("events", settings.input().topic());
    assertEquals(
        List.of(Path.of("rules", "published"), Path.of("rules", "pack")),
        settings.rules().folders());
    assertEquals(Optional.of(Duration.ofSeconds(1)), settings.rules().watch());
  }

  /** 15 minutes less an outage of 5 are 4 times 10 s and 2 minutes: the last has to succeed. */
  @Test
  void checkpointsMayFailAsLongAsTransactionsLive() throws IOException {
    assertEquals(3, LiveFile.read(Path.of("jobs", "detect.yaml")).failuresInARow());
  }

  @Test
  void aStartMayBeATime() throws IOException {
    String text = LEAST.replace("topic: events", "topic: events, start: 2026-11-01T08:00:00Z");
    assertEquals(Optional.of(Instant.parse("2026-11-01T08:00:00Z")), read(text).input().at());
  }

  @Test
  void aTransactionShorterThanAnOutageIsRefused() {
    assertEquals(
        List.of(
            "job.yaml:7:24: `output.transaction-timeout` 5m is shorter than `checkpoints.interval`"
                + " + `checkpoints.timeout` + `restart.outage` = 311s: the broker would give up"
                + " what a restart has to commit"),
        problems(
            """
            kafka: {servers: "127.0.0.1:9092"}
            input: {topic: events}
            rules: {topic: rules}
            checkpoints: {dir: out, interval: 10s, timeout: 1s}
            restart: {outage: 5m}
            output:
              transaction-timeout: 5m
            """));
  }

  @Test
  void withoutTransactionsTheirLengthDoesNotMatter() throws IOException {
    assertFalse(
        read(LEAST + "output: {delivery: at-least-once, transaction-timeout: 1s}\n")
            .output()
            .exactlyOnce());
  }

  @Test
  void aJobWithoutCheckpointsIsRefused() {
    assertEquals(
        List.of(
            "job.yaml:1:1: `checkpoints` is missing: without checkpoints a restart loses or doubles"
                + " detections, and nothing is ever committed"),
        problems(LEAST.replace("checkpoints: {dir: out/checkpoints}\n", "")));
    assertEquals(
        List.of("job.yaml:4:14: the key `checkpoints.dir` is missing"),
        problems(LEAST.replace("dir: out/checkpoints", "interval: 5s")));
  }

  @Test
  void resultsMayNotComeBackAsInput() {
    assertEquals(
        List.of(
            "job.yaml:5:22: `output.detections` is the input topic: results would come back",
            "job.yaml:5:37: `output.audit` is the topic of the rules"),
        problems(LEAST + "output: {detections: events, audit: rules}\n"));
  }

  @Test
  void rulesComeFromOneSide() {
    assertEquals(
        List.of(
            "job.yaml:3:8: rules come from `rules.folders` or from `rules.topic`: write one of"
                + " them"),
        problems(LEAST.replace("topic: rules", "topic: rules, folders: rules")));
    assertEquals(
        List.of("job.yaml:3:30: `watch` is for folders; a topic is always listened to"),
        problems(LEAST.replace("topic: rules", "topic: rules, watch: 1s")));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertEquals(
        List.of(
            "job.yaml:1:1: the key `input.topic` is missing",
            "job.yaml:1:8: the key `kafka.servers` is missing",
            "job.yaml:1:9: unknown key `server`; did you mean `servers`?",
            "job.yaml:4:8: expected heap or rocksdb, found `disk`"),
        problems(
            """
            kafka: {server: "127.0.0.1:9092"}
            rules: {topic: rules}
            checkpoints: {dir: out/checkpoints}
            state: disk
            """));
  }

  @Test
  void secretsAreReadFromTheirFileAndNotShown() throws IOException {
    Path secrets = folder.resolve("kafka.properties");
    Files.writeString(secrets, "sasl.jaas.config = secret-word\n");
    LiveSettings settings =
        read(LEAST.replace("\"127.0.0.1:9092\"", "\"127.0.0.1:9092\", properties: " + secrets));
    assertEquals("secret-word", settings.kafka().properties().get("sasl.jaas.config"));
    assertFalse(settings.toString().contains("secret-word"));
  }

  @Test
  void secretsOfTheEnvironmentAreLookedUpByTheClientsOnly() throws IOException {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(file, "sasl.jaas.config = password=\"${env:PATH}\"\n");
    LiveSettings settings =
        read(LEAST.replace("\"127.0.0.1:9092\"", "\"127.0.0.1:9092\", properties: " + file));
    Map<String, Object> client = settings.kafka().forClient();
    assertEquals("password=\"${env:PATH}\"", client.get("sasl.jaas.config"));
    AdminClientConfig used = new AdminClientConfig(client);
    assertEquals(
        "password=\"" + System.getenv("PATH") + "\"", used.getPassword("sasl.jaas.config").value());
  }

  @Test
  void secretsInTheJobFileAreRefused() {
    assertEquals(
        List.of(
            "job.yaml:1:48: `kafka.properties` names a file: what is secret does not belong into a"
                + " job file, whose settings are shown"),
        problems(
            LEAST.replace(
                "\"127.0.0.1:9092\"", "\"127.0.0.1:9092\", properties: {sasl.jaas.config: word}")));
  }

  @Test
  void aSilenceIsEndedOnlyIfToldSo() throws IOException {
    assertEquals(Optional.empty(), read(LEAST).input().silence());
    assertEquals(
        Optional.of(Duration.ofMinutes(10)),
        read(LEAST.replace("topic: events", "topic: events, silence: 10m")).input().silence());
  }

  /** A value for every key that differs from what holds without it. */
  private static final Map<String, String> EVERY =
      Map.ofEntries(
          Map.entry("name", "other"),
          Map.entry("kafka.servers", "a:1"),
          Map.entry("input.topic", "t"),
          Map.entry("input.group", "g"),
          Map.entry("input.start", "latest"),
          Map.entry("input.disorder", "2m"),
          Map.entry("input.idle", "3m"),
          Map.entry("input.silence", "4m"),
          Map.entry("input.drift", "5m"),
          Map.entry("rules.folders", "rules/pack"),
          Map.entry("rules.watch", "6s"),
          Map.entry("rules.wait", "7s"),
          Map.entry("lookups", "elsewhere"),
          Map.entry("names.folder", "archive"),
          Map.entry("names.wait", "8s"),
          Map.entry("output.detections", "d"),
          Map.entry("output.dead-letters", "dl"),
          Map.entry("output.late", "l"),
          Map.entry("output.audit", "a"),
          Map.entry("output.delivery", "at-least-once"),
          Map.entry("output.transaction-timeout", "20m"),
          Map.entry("coverage", "ledger"),
          Map.entry("window", "9m"),
          Map.entry("dedup.horizon", "2h"),
          Map.entry("confirm.horizon", "10m"),
          Map.entry("checkpoints.interval", "11s"),
          Map.entry("checkpoints.timeout", "3m"),
          Map.entry("checkpoints.dir", "out"),
          Map.entry("checkpoints.resume", "never"),
          Map.entry("restart.outage", "6m"),
          Map.entry("state", "rocksdb"),
          Map.entry("parallelism", "12"),
          Map.entry("skip-bad-rules", "true"));

  @Test
  void everyKeyIsReadFromTheCommandLineAsFromTheFile() throws IOException {
    Set<String> elsewhere = Set.of("kafka.properties", "rules.topic", "names.topic");
    Map<LiveKey, List<String>> given = new LinkedHashMap<>();
    StringBuilder file = new StringBuilder();
    String section = "";
    for (LiveKey key : LiveKeys.all()) {
      if (elsewhere.contains(key.path())) {
        continue;
      }
      given.put(key, List.of(EVERY.get(key.path())));
      String[] names = key.path().split("\\.");
      if (names.length == 2 && !names[0].equals(section)) {
        section = names[0];
        file.append(section).append(":\n");
      }
      file.append(names.length == 2 ? "  " : "")
          .append(names[names.length - 1])
          .append(": \"")
          .append(EVERY.get(key.path()))
          .append("\"\n");
    }
    LiveSettings ofFile = read(file.toString());
    LiveSettings ofLine = LiveFile.read(Optional.empty(), given);
    String places = ", places=.*";
    assertEquals(
        ofFile.toString().replaceAll(places, ""), ofLine.toString().replaceAll(places, ""));
    assertEquals("--input-topic", ofLine.place("input.topic"));
  }

  @Test
  void namesComeFromOneSide() {
    assertEquals(
        List.of(
            "job.yaml:5:8: names come from `names.folder` or from `names.topic`: write one of"
                + " them"),
        problems(LEAST + "names: {topic: names, folder: archive}\n"));
  }
}
