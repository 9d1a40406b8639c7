package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever dies, and when: what a reader of committed records sees is what a replay of the same
 * events gives, nothing missing, nothing doubled.
 *
 * <p>The long form: {@code src/test/scripts/kill-test}.
 */
class KillIT {
  private static final int SEEDS = Integer.getInteger("lanner.kill.seeds", 3);
  private static final int FIRST = Integer.getInteger("lanner.kill.first", 1);
  private static final int KILLS = Integer.getInteger("lanner.kill.kills", 1);
  private static final int EVENTS = Integer.getInteger("lanner.kill.events", 3_000);
  private static final int RATE = Integer.getInteger("lanner.kill.rate", 1_500);

  private static final List<String> RULES = List.of("rules/published", "rules/pack");

  /** Nobody is given up while a broker is away. */
  private static final String IDLE = "  idle: 10m";

  @TempDir Path folder;

  /** Who can die. */
  private enum Victim {
    TASK_MANAGER,
    JOB_MANAGER,
    BROKER
  }

  @Test
  void nothingIsLostOrDoubledWhateverDies() throws Exception {
    List<String> table = new ArrayList<>();
    table.add("seed events expected committed missing doubled kills");
    int wrong = 0;
    try (LiveStage stage = new LiveStage(folder, 1)) {
      for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
        wrong += run(stage, seed, table);
        Files.write(Path.of("target", "kill-test.txt"), table);
      }
    }
    assertEquals(0, wrong, () -> String.join("\n", table));
  }

  private int run(LiveStage stage, int seed, List<String> table) throws Exception {
    Path own = Files.createDirectory(folder.resolve("seed-" + seed));
    Stream stream = Stream.generate(own, EVENTS, seed);
    Map<String, String> expected = stream.replay(RULES);
    String rules = "{folders: [" + String.join(", ", RULES) + "]}";
    LiveJob job = new LiveJob(stage, own, "kill-" + seed, rules, 2).begin();
    LiveJob smaller = new LiveJob(stage, own, job.name(), rules, 1);
    boolean isSmall = false;
    Random random = new Random(seed);
    List<String> kills = new ArrayList<>();
    stage.submit(job.file(IDLE));
    stage.await("the job runs", () -> stage.runs(job.name()));
    try (KafkaProducer<byte[], byte[]> producer = stage.producer()) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> send(stream, producer, job.topic("events")));
      for (int i = 0; i < KILLS; i++) {
        long finished = stage.checkpoints(job.name());
        stage.await("a checkpoint", () -> stage.checkpoints(job.name()) > finished);
        Thread.sleep(random.nextInt(2_000));
        Victim victim = Victim.values()[i == 0 ? (seed - 1) % 3 : random.nextInt(3)];
        kills.add(victim.name());
        isSmall ^= victim == Victim.JOB_MANAGER;
        kill(stage, victim, isSmall ? smaller : job);
        stage.await("the job runs again", () -> stage.runs(job.name()));
      }
      sending.join();
    }
    job.awaitRead();
    stage.drain(job.name());
    List<String> committed = stage.read(job.topic("detections")).stream().map(r -> r[0]).toList();
    TreeSet<String> missing = new TreeSet<>(expected.keySet());
    committed.forEach(missing::remove);
    TreeSet<String> distinct = new TreeSet<>(committed);
    int doubled = committed.size() - distinct.size();
    distinct.removeAll(expected.keySet());
    table.add(
        String.join(
            " ",
            Integer.toString(seed),
            Integer.toString(stream.size()),
            Integer.toString(expected.size()),
            Integer.toString(committed.size()),
            Integer.toString(missing.size()),
            Integer.toString(doubled),
            String.join(",", kills)));
    distinct.forEach(id -> table.add("  unexpected " + id));
    missing.forEach(id -> table.add("  missing " + expected.get(id)));
    return missing.size() + doubled + distinct.size();
  }

  private static void send(Stream stream, KafkaProducer<byte[], byte[]> producer, String topic) {
    try {
      stream.send(producer, topic, RATE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an event could not be sent", e);
    }
  }

  private static void kill(LiveStage stage, Victim victim, LiveJob job) throws Exception {
    switch (victim) {
      case TASK_MANAGER -> {
        stage.script("cluster", "kill", "taskmanager");
        stage.script("cluster", "taskmanager");
      }
      case JOB_MANAGER -> {
        // Without high availability a job is gone with it, and submitted again: of another size.
        stage.script("cluster", "kill", "jobmanager");
        stage.script("cluster", "jobmanager");
        stage.submit(job.file(IDLE));
      }
      case BROKER -> {
        stage.script("kafka", "kill");
        stage.script("kafka", "start");
      }
    }
  }
}
