package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hours of load: nothing grows that should not, and what windows held is given back. Run by {@code
 * src/test/scripts/soak}.
 *
 * <p>The shipped rules, but that throttles and the memory of duplicates and candidates last two
 * minutes, so that the end of all state can be waited for.
 */
@EnabledIfSystemProperty(
    named = "lanner.soak.minutes",
    matches = "[0-9]+",
    disabledReason = "takes an hour: src/test/scripts/soak")
class SoakIT {
  private static final int MINUTES = Integer.getInteger("lanner.soak.minutes", 60);
  private static final int RATE = Integer.getInteger("lanner.soak.rate", 0);
  private static final Path TABLE = Path.of("target", "soak.txt");

  private static final String MEMORY = System.getProperty("lanner.soak.memory", "4096m");
  private static final String BACKEND = System.getProperty("lanner.soak.state", "heap");

  /** Of the rate at which the job reads when there is always more and its state is full. */
  private static final double SHARE = 0.8;

  /**
   * How often the events of a host say its name, and those of its users, before state is first
   * looked at: what was said within the disorder is kept, so many times at most, as another name
   * may still come between.
   */
  private static final int ROUNDS = 8;

  /** When all windows are full: they are five minutes long, and end a minute of disorder later. */
  private static final long FULL_MILLIS = 400_000;

  /** The top rate is that of the time between. */
  private static final long TOP_MILLIS = 580_000;

  /** So many events are put there at once, if less than {@link #AHEAD} are still to be read. */
  private static final int FEED = 20_000;

  private static final int AHEAD = 1_000_000;

  /** So many checkpoints have to be seen to tell a rate. */
  private static final int STEPS = 6;

  /** The feeder waits for a job that is further behind. */
  private static final long MOST_BEHIND = 2_000_000;

  /** Windows of five minutes end between two samples, a minute of disorder later. */
  private static final long SAMPLE_MILLIS = MINUTES < 30 ? 60_000 : 300_000;

  private static final long WARM_UP_MILLIS = MINUTES * 10_000L;
  private static final long AHEAD_MILLIS = 570_000;
  private static final long TAIL_MILLIS = 240_000;

  @TempDir Path folder;

  private final List<Sample> samples = new ArrayList<>();
  private final Map<Long, JsonNode> checkpoints = new TreeMap<>();

  /** A process after a full collection of garbage. */
  private record Vitals(double heap, int threads, int files) {
    static Vitals of(long pid) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder("jcmd", Long.toString(pid), "GC.class_histogram").start();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      String[] total = text.substring(text.lastIndexOf("Total")).trim().split("\\s+");
      return new Vitals(
          Double.parseDouble(total[2]) / 1e6, entries(pid, "task"), entries(pid, "fd"));
    }

    private static int entries(long pid, String what) throws IOException {
      try (var files = Files.list(Path.of("/proc", Long.toString(pid), what))) {
        return (int) files.count();
      }
    }
  }

  private record Sample(
      double minute, Vitals task, Vitals job, double rate, long behind, long state, long took) {
    static final String HEAD =
        "minute  TM-MB threads files   JM-MB threads files   sent/s  behind  state-kB "
            + " checkpoint-ms";

    String line() {
      return String.format(
          Locale.ROOT,
          "%6.1f %6.1f %7d %5d  %6.1f %7d %5d %8.0f %7d %9.1f %14d",
          minute,
          task.heap,
          task.threads,
          task.files,
          job.heap,
          job.threads,
          job.files,
          rate,
          behind,
          state / 1e3,
          took);
    }
  }

  @Test
  void nothingGrowsAndAllStateIsGivenBack() throws Exception {
    Files.deleteIfExists(TABLE);
    Stream stream = Stream.generate(folder, 200_000, 2_000, 1);
    try (LiveStage stage = new LiveStage(folder, 1, MEMORY);
        KafkaProducer<byte[], byte[]> producer =
            stage.producer(
                Map.of("linger.ms", "20", "batch.size", "262144", "compression.type", "lz4"))) {
      LiveJob job = new LiveJob(stage, folder, "soak", "{folders: [" + shortThrottles() + "]}", 1);
      stage.topic(
          job.topic("events"),
          LiveJob.PARTITIONS,
          Map.of("retention.bytes", "268435456", "segment.bytes", "67108864"));
      for (String what : new String[] {"detections", "deadletters", "late", "audit"}) {
        stage.topic(job.topic(what), 1, Map.of());
      }
      stage.submit(file(job));
      stage.await("the job runs", () -> stage.runs(job.name()));
      Endless events = new Endless(producer, job.topic("events"), stream);

      // Everything some times, long ago; then it is now, and nothing is open any more.
      long ago = System.currentTimeMillis() - 3_600_000;
      for (int round = 0; round < ROUNDS; round++) {
        events.send(events.size(), ago + round * 5_000L);
      }
      pass(job, producer, 0, 20_000);
      Map<String, Long> begin = state(stage, job);
      say("state after %d rounds whose windows are over: %.1f kB", ROUNDS, total(begin) / 1e3);

      double rate = RATE;
      if (RATE == 0) {
        double top = topRate(stage, job, events);
        say("with full windows, a topic that never ends is read at %.0f events/s", top);
        rate = SHARE * top;
      }
      say("sent from now on: %.0f events/s", rate);
      say(Sample.HEAD);
      load(stage, job, events, rate);

      pass(job, producer, AHEAD_MILLIS, TAIL_MILLIS);
      verdict(stage, job, begin, state(stage, job));
    }
  }

  /** Copies of the rules whose throttles last two minutes. */
  private String shortThrottles() throws IOException {
    Path copies = folder.resolve("rules");
    try (var files = Files.walk(Path.of("rules"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = copies.resolve(Path.of("rules").relativize(file));
        Files.createDirectories(copy.getParent());
        String text = Files.readString(file);
        Files.writeString(copy, text.replaceAll("period: (10m|1h)", "period: 2m"));
      }
    }
    return copies.resolve("published") + ", " + copies.resolve("pack");
  }

  private static Path file(LiveJob job) throws IOException {
    Path file = job.file("  idle: 10m", BACKEND);
    String text =
        Files.readString(file)
            .replace("interval: 1s, timeout: 1m", "interval: 10s, timeout: 5m")
            .replace("transaction-timeout: 3m", "transaction-timeout: 15m");
    return Files.writeString(file, text + "dedup: {horizon: 2m}\nconfirm: {horizon: 2m}\n");
  }

  /** Lets event time run {@code ahead} of the clock for a while. */
  private static void pass(
      LiveJob job, KafkaProducer<byte[], byte[]> producer, long ahead, long millis)
      throws Exception {
    long until = System.currentTimeMillis() + millis;
    while (System.currentTimeMillis() < until) {
      for (int partition = 0; partition < LiveJob.PARTITIONS; partition++) {
        String line =
            String.format(
                Locale.ROOT,
                "{\"event_simpleName\":\"SensorHeartbeat\",\"timestamp\":\"%d\"}",
                System.currentTimeMillis() + ahead);
        producer
            .send(new ProducerRecord<>(job.topic("events"), partition, null, line.getBytes(UTF_8)))
            .get();
      }
      Thread.sleep(1_000);
    }
    job.awaitRead();
  }

  /** Bytes of state in the newest checkpoint, by task. */
  private static Map<String, Long> state(LiveStage stage, LiveJob job) throws Exception {
    String path = "/jobs/" + stage.job(job.name());
    Map<String, String> names = new TreeMap<>();
    for (JsonNode vertex : stage.rest(path).path("vertices")) {
      names.put(vertex.path("id").asText(), vertex.path("name").asText());
    }
    Map<String, Long> state = new TreeMap<>();
    String id = latest(stage, job).path("id").asText();
    stage
        .rest(path + "/checkpoints/details/" + id)
        .path("tasks")
        .properties()
        .forEach(
            one -> state.put(names.get(one.getKey()), one.getValue().path("state_size").asLong()));
    return state;
  }

  private static long total(Map<String, Long> state) {
    return state.values().stream().mapToLong(Long::longValue).sum();
  }

  private static JsonNode latest(LiveStage stage, LiveJob job) throws Exception {
    String path = "/jobs/" + stage.job(job.name()) + "/checkpoints";
    return stage.rest(path).path("latest").path("completed");
  }

  /**
   * Lets the job read as fast as it can for as long as its state grows, and longer: a rate with
   * windows that are still empty is none that lasts. What is read is known when a checkpoint says
   * so.
   */
  private double topRate(LiveStage stage, LiveJob job, Endless events) throws Exception {
    List<long[]> steps = new ArrayList<>();
    long begun = System.currentTimeMillis();
    for (long now = begun; now < begun + TOP_MILLIS; now = System.currentTimeMillis()) {
      if (stage.behind(job.topic("events"), job.name()) > AHEAD) {
        Thread.sleep(500);
      } else {
        events.send(FEED, now);
      }
      note(stage, job);
      if (now >= begun + FULL_MILLIS) {
        step(stage, job, steps);
      }
    }
    assertTrue(steps.size() >= STEPS, "too few checkpoints to tell a rate");
    long[] first = steps.get(0);
    long[] last = steps.get(steps.size() - 1);
    say("checkpoints meanwhile: %s", durations());
    say("state then: %s", state(stage, job));
    checkpoints.clear();
    while (stage.behind(job.topic("events"), job.name()) > 0) {
      Thread.sleep(200);
    }
    return (last[1] - first[1]) * 1e9 / (last[0] - first[0]);
  }

  private static void step(LiveStage stage, LiveJob job, List<long[]> steps) throws Exception {
    long read = stage.read(job.topic("events"), job.name());
    if (steps.isEmpty() || read > steps.get(steps.size() - 1)[1]) {
      steps.add(new long[] {System.nanoTime(), read});
    }
  }

  private void load(LiveStage stage, LiveJob job, Endless events, double rate) throws Exception {
    long begun = System.currentTimeMillis();
    long end = begun + MINUTES * 60_000L;
    long sent = 0;
    long owed = 0;
    long sentBefore = 0;
    long atBefore = begun;
    long look = begun;
    long behind = 0;
    long due = (begun / SAMPLE_MILLIS + 1) * SAMPLE_MILLIS + SAMPLE_MILLIS / 2;
    for (long now = begun; now < end; now = System.currentTimeMillis()) {
      long wanted = (long) ((now - begun) / 1e3 * rate) - owed;
      if (behind > MOST_BEHIND) {
        owed += wanted - sent;
      } else {
        events.send(wanted - sent, now);
        sent = wanted;
      }
      if (now >= look) {
        look = now + 5_000;
        behind = stage.behind(job.topic("events"), job.name());
        note(stage, job);
      }
      if (now >= due) {
        due += SAMPLE_MILLIS;
        JsonNode checkpoint = latest(stage, job);
        Sample sample =
            new Sample(
                (now - begun) / 6e4,
                Vitals.of(stage.pid("taskmanager")),
                Vitals.of(stage.pid("jobmanager")),
                (sent - sentBefore) * 1e3 / (now - atBefore),
                behind,
                checkpoint.path("state_size").asLong(),
                checkpoint.path("end_to_end_duration").asLong());
        sentBefore = sent;
        atBefore = now;
        samples.add(sample);
        say(sample.line());
      }
      Thread.sleep(10);
    }
    say("%d events in %d minutes; not sent because the job was behind: %d", sent, MINUTES, owed);
  }

  private void note(LiveStage stage, LiveJob job) throws Exception {
    String path = "/jobs/" + stage.job(job.name()) + "/checkpoints";
    for (JsonNode one : stage.rest(path).path("history")) {
      checkpoints.put(one.path("id").asLong(), one);
    }
  }

  /** Of the checkpoints that were completed, milliseconds, ascending. */
  private List<Long> durations() {
    return checkpoints.values().stream()
        .filter(one -> one.path("status").asText().equals("COMPLETED"))
        .map(one -> one.path("end_to_end_duration").asLong())
        .sorted()
        .toList();
  }

  private void verdict(LiveStage stage, LiveJob job, Map<String, Long> begin, Map<String, Long> end)
      throws Exception {
    List<Sample> warm =
        samples.stream().filter(one -> one.minute * 60_000 >= WARM_UP_MILLIS).toList();
    int part = Math.max(1, warm.size() / 3);
    List<Sample> early = warm.subList(0, part);
    List<Sample> late = warm.subList(warm.size() - part, warm.size());
    double taskHeap = mean(late, s -> s.task.heap) / mean(early, s -> s.task.heap) - 1;
    double jobHeap = mean(late, s -> s.job.heap) / mean(early, s -> s.job.heap) - 1;
    List<Long> took = durations();
    long failed =
        checkpoints.values().stream()
            .filter(one -> one.path("status").asText().equals("FAILED"))
            .count();
    long p99 = took.get(took.size() * 99 / 100);
    int restarts = stage.restarts(job.name());
    List<String> wrong = new ArrayList<>();
    check(wrong, taskHeap < 0.05, "live heap of the TaskManager drifts %+.1f %%", 100 * taskHeap);
    check(wrong, jobHeap < 0.05, "live heap of the JobManager drifts %+.1f %%", 100 * jobHeap);
    check(wrong, p99 < 5_000, "checkpoints, %d of them: p99 %d ms", took.size(), p99);
    check(wrong, failed == 0 && restarts == 0, "failed: %d; restarts: %d", failed, restarts);
    check(
        wrong,
        total(end) <= total(begin) * 1.05,
        "state at the end %.1f kB, %.1f before",
        total(end) / 1e3,
        total(begin) / 1e3);
    for (String task : end.keySet()) {
      long before = begin.getOrDefault(task, 0L);
      if (!end.get(task).equals(before)) {
        say("     %s: %d bytes, %d before", task, end.get(task), before);
      }
    }
    level(wrong, early, late, "threads of the TaskManager", s -> s.task.threads);
    level(wrong, early, late, "files of the TaskManager", s -> s.task.files);
    level(wrong, early, late, "threads of the JobManager", s -> s.job.threads);
    level(wrong, early, late, "files of the JobManager", s -> s.job.files);
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  private static double mean(List<Sample> samples, ToDoubleFunction<Sample> what) {
    return samples.stream().mapToDouble(what).average().orElseThrow();
  }

  private static void level(
      List<String> wrong,
      List<Sample> early,
      List<Sample> late,
      String what,
      ToDoubleFunction<Sample> of)
      throws IOException {
    double before = early.stream().mapToDouble(of).max().orElseThrow();
    double after = late.stream().mapToDouble(of).max().orElseThrow();
    // Pools grow and shrink by a few.
    check(wrong, after <= before + 5, "%s: %.0f, %.0f before", what, after, before);
  }

  private static void check(List<String> wrong, boolean holds, String text, Object... values)
      throws IOException {
    String line = (holds ? "yes: " : "NO: ") + String.format(Locale.ROOT, text, values);
    say("%s", line);
    if (!holds) {
      wrong.add(line);
    }
  }

  private static void say(String text, Object... values) throws IOException {
    String line = values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    Files.writeString(TABLE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
