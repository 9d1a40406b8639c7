package dev.lanner.job.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A job with topics of its own on a stage.
 *
 * @param name of the job, and in the names of its topics
 * @param rules the section {@code rules} of its file
 * @param parallelism how many subtasks
 */
record LiveJob(LiveStage stage, Path folder, String name, String rules, int parallelism) {
  static final int PARTITIONS = 4;

  /** Given to all clients, which do not need it here; nobody may see it. */
  static final String SECRET = "never-to-be-seen-7c31";

  String topic(String what) {
    return name + "-" + what;
  }

  /** Makes the topics. */
  LiveJob begin() throws Exception {
    stage.topic(topic("events"), PARTITIONS, Map.of());
    for (String what : new String[] {"detections", "deadletters", "late", "audit"}) {
      stage.topic(topic(what), 1, Map.of());
    }
    return this;
  }

  /** Writes the job file; {@code more} are lines that go into the section {@code input}. */
  Path file(String more) throws IOException {
    return file(more, "heap");
  }

  /** The same with a place for state. */
  Path file(String more, String state) throws IOException {
    String text =
        String.format(
            Locale.ROOT,
            """
            name: %1$s
            kafka: {servers: "%2$s", properties: "%8$s"}
            input:
              topic: %1$s-events
              group: %1$s
              disorder: 1m
            %6$s
            rules: %3$s
            lookups: conf/lookups
            output:
              detections: %1$s-detections
              dead-letters: %1$s-deadletters
              late: %1$s-late
              audit: %1$s-audit
              transaction-timeout: 3m
            window: 5m
            checkpoints: {interval: 1s, timeout: 1m, dir: "%4$s"}
            restart: {outage: 1m}
            parallelism: %5$d
            state: %7$s
            """,
            name,
            stage.servers,
            rules,
            folder.resolve("checkpoints"),
            parallelism,
            more,
            state,
            Files.writeString(
                folder.resolve("kafka.properties"), "sasl.jaas.config = " + SECRET + "\n"));
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  /** Waits until every event that was sent is behind a checkpoint. */
  void awaitRead() throws Exception {
    stage.await(name + " has read all", () -> stage.hasRead(topic("events"), name));
  }
}
