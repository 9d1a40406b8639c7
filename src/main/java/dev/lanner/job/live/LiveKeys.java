package dev.lanner.job.live;

import java.util.List;

/** The keys of the job file of a continuous job: each is an option of the command line, too. */
public final class LiveKeys {
  private static final List<LiveKey> ALL =
      List.of(
          new LiveKey("name", "NAME", "Name of the job; part of its checkpoints and transactions."),
          new LiveKey("kafka.servers", "HOST:PORT", "Brokers, separated by commas."),
          new LiveKey("kafka.properties", "FILE", "Settings of all clients, such as security."),
          new LiveKey("input.topic", "TOPIC", "Topic of events."),
          new LiveKey("input.group", "NAME", "Consumer group, for who watches lag."),
          new LiveKey(
              "input.start", "WHEN", "Without a checkpoint: earliest, latest, committed, a time."),
          new LiveKey("input.disorder", "DURATION", "How far behind others an event may lie (1m)."),
          new LiveKey(
              "input.idle", "DURATION", "A partition silent for so long holds nobody up (1m)."),
          new LiveKey(
              "input.silence",
              "DURATION",
              "All idle for so long: windows end by the clock (never)."),
          new LiveKey(
              "input.drift", "DURATION", "How far partitions may be apart before some wait."),
          LiveKey.several("rules.folders", "PATH", "Folders and files of rules."),
          new LiveKey("rules.watch", "DURATION", "How often they are looked at for changes."),
          new LiveKey("rules.topic", "TOPIC", "Compacted topic of rules, instead of folders."),
          new LiveKey("rules.wait", "DURATION", "How long a start waits for the first rule in it."),
          new LiveKey("lookups", "DIR", "Folder of lookup files (conf/lookups)."),
          new LiveKey("names.folder", "DIR", "Archive whose lookups name hosts and users."),
          new LiveKey("names.topic", "TOPIC", "Compacted topic of lines of such lookups."),
          new LiveKey(
              "names.wait", "DURATION", "How long after an event its names may still be told."),
          new LiveKey("output.detections", "TOPIC", "Topic of detections."),
          new LiveKey("output.dead-letters", "TOPIC", "Topic of lines that are no event."),
          new LiveKey("output.late", "TOPIC", "Topic of events that missed a window."),
          new LiveKey("output.audit", "TOPIC", "Topic that says which rules ran when."),
          new LiveKey("output.delivery", "HOW", "exactly-once (the default) or at-least-once."),
          new LiveKey(
              "output.transaction-timeout", "DURATION", "When a broker gives one up (15m)."),
          new LiveKey("coverage", "DIR", "Folder of the ledger of what was covered (none)."),
          new LiveKey("window", "DURATION", "Window of rules that aggregate and have none."),
          new LiveKey("dedup.horizon", "DURATION", "How long an event is remembered (1h)."),
          new LiveKey(
              "confirm.horizon", "DURATION", "How far apart candidate and evidence may be (15m)."),
          new LiveKey("checkpoints.interval", "DURATION", "From one to the next (10s)."),
          new LiveKey("checkpoints.timeout", "DURATION", "After which one is given up (2m)."),
          new LiveKey("checkpoints.dir", "URI", "Where they lie: a folder or URI."),
          new LiveKey(
              "checkpoints.resume", "WHICH", "Go on from the latest (the default), or never."),
          new LiveKey("restart.outage", "DURATION", "An outage that may lose nothing (5m)."),
          new LiveKey("state", "WHERE", "heap (the default) or rocksdb."),
          new LiveKey("parallelism", "N", "Subtasks of each operator (1)."),
          LiveKey.flag("skip-bad-rules", "Run the other rules if some are wrong."));

  private LiveKeys() {}

  /**
   * A key.
   *
   * @param path with dots between section and key
   * @param label what stands for a value in help
   * @param description what it means, and what holds without it
   * @param several whether it takes more than one value
   * @param isFlag whether it is true or false, and true without a value
   */
  public record LiveKey(
      String path, String label, String description, boolean several, boolean isFlag) {
    LiveKey(String path, String label, String description) {
      this(path, label, description, false, false);
    }

    static LiveKey several(String path, String label, String description) {
      return new LiveKey(path, label, description, true, false);
    }

    static LiveKey flag(String path, String description) {
      return new LiveKey(path, "true|false", description, false, true);
    }

    /** The option: {@code --input-topic}. */
    public String option() {
      return "--" + path.replace('.', '-');
    }
  }

  /** All of them, in the order of the job file. */
  public static List<LiveKey> all() {
    return ALL;
  }

  /** The keys of the file itself, sections among them. */
  static List<String> outermost() {
    return ALL.stream().map(key -> key.path().replaceAll("\\..*", "")).distinct().toList();
  }

  /** The keys of a section. */
  static List<String> below(String section) {
    return ALL.stream()
        .map(LiveKey::path)
        .filter(path -> path.startsWith(section + "."))
        .map(path -> path.substring(section.length() + 1))
        .toList();
  }
}
