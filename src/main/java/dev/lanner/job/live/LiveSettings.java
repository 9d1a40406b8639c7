package dev.lanner.job.live;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a continuous job is told.
 *
 * @param name of the job; part of transactional ids and of the folder of its checkpoints
 * @param kafka how brokers are reached
 * @param input where events come from
 * @param rules where rules come from
 * @param lookups folder of lookup files
 * @param names how hosts and users are named
 * @param output where results go
 * @param coverage folder of the coverage ledger, which the TaskManagers write; empty: none is kept
 * @param window for rules that aggregate and have none
 * @param dedup for how long an event is remembered to know it again; zero: duplicates count
 * @param confirmHorizon how far apart candidate and evidence may arrive
 * @param checkpoints when and where state is saved
 * @param outage how long an outage may be that loses and doubles nothing
 * @param rocksDb whether keyed state lies in RocksDB and not on the heap
 * @param parallelism how many subtasks each operator has
 * @param skipBadRules whether the other rules run if some are wrong at the start
 * @param places where each key stands in the job file, for messages
 */
public record LiveSettings(
    String name,
    Kafka kafka,
    Input input,
    Rules rules,
    Path lookups,
    Names names,
    Output output,
    Optional<Path> coverage,
    Optional<Duration> window,
    Duration dedup,
    Duration confirmHorizon,
    Checkpoints checkpoints,
    Duration outage,
    boolean rocksDb,
    int parallelism,
    boolean skipBadRules,
    Map<String, String> places) {

  /**
   * How brokers are reached.
   *
   * @param servers {@code host:port}, separated by commas
   * @param properties settings of all clients (security, say), never shown
   */
  public record Kafka(String servers, Map<String, String> properties) {
    public Kafka {
      properties = Map.copyOf(properties);
    }

    /** Names the brokers only: the properties may hold secrets. */
    @Override
    public String toString() {
      return servers;
    }

    /** The properties with the brokers among them. */
    Map<String, Object> forClient() {
      Map<String, Object> all = new TreeMap<>(properties);
      all.put("bootstrap.servers", servers);
      return all;
    }
  }

  /**
   * Where events come from.
   *
   * @param topic raw FDR lines
   * @param group consumer group, for who watches lag; offsets lie in checkpoints
   * @param start where a job without a checkpoint begins
   * @param at the time to begin at, if {@code start} says so
   * @param disorder how far behind others an event of a partition may lie
   * @param idle a partition without events for so long holds no window open
   * @param silence if all partitions are idle for so long, time goes on by the clock; empty: it
   *     stands still
   * @param drift how far partitions may be apart before the faster ones wait; empty: they never do
   */
  public record Input(
      String topic,
      String group,
      Start start,
      Optional<Instant> at,
      Duration disorder,
      Duration idle,
      Optional<Duration> silence,
      Optional<Duration> drift) {}

  /** Where a job without a checkpoint begins to read. */
  public enum Start {
    /** With the oldest event there is. */
    EARLIEST,
    /** With what comes from now on. */
    LATEST,
    /** Where the consumer group stopped, else with the oldest. */
    COMMITTED,
    /** At a time. */
    TIME
  }

  /**
   * Where rules come from: folders and files, or a topic.
   *
   * @param folders folders and files of rules
   * @param watch how often they are looked at for changes; empty: never
   * @param topic compacted topic of rules
   * @param patience how long a start waits for the first rule in the topic
   */
  public record Rules(
      List<Path> folders, Optional<Duration> watch, Optional<String> topic, Duration patience) {
    public Rules {
      folders = List.copyOf(folders);
    }
  }

  /**
   * How hosts and users are named, beside what events say.
   *
   * @param folder archive whose {@code fdrv2/aidmaster} and {@code fdrv2/userinfo} are read at the
   *     start
   * @param topic compacted topic of such lines, listened to all the time
   * @param patience for how long after an event its names may still be told; empty: detections of
   *     single events do not wait at all
   */
  public record Names(Optional<Path> folder, Optional<String> topic, Optional<Duration> patience) {}

  /**
   * Where results go.
   *
   * @param detections topic of detections
   * @param deadLetters topic of lines that are no event
   * @param late topic of events that missed a window
   * @param audit topic that says which rules ran when, and which were rejected
   * @param exactlyOnce whether results are written in transactions; else they may come twice after
   *     a restart, with the same id
   * @param transactionTimeout after which the broker gives a transaction up
   */
  public record Output(
      String detections,
      String deadLetters,
      String late,
      String audit,
      boolean exactlyOnce,
      Duration transactionTimeout) {
    List<String> topics() {
      return List.of(detections, deadLetters, late, audit);
    }
  }

  /**
   * When and where state is saved.
   *
   * @param interval from one checkpoint to the next
   * @param timeout after which a checkpoint is given up
   * @param folder where checkpoints lie: a URI or a path
   * @param resume whether a job that starts goes on from the newest checkpoint of its name
   */
  public record Checkpoints(Duration interval, Duration timeout, String folder, boolean resume) {}

  /**
   * How many checkpoints in a row may fail before the job is restored from the one before them: so
   * many that what was written since then, and an outage on top, is still committed in time. A job
   * far behind its input can take longer for one than for reading on, and would not come out of
   * restoring.
   */
  int failuresInARow() {
    Duration each = checkpoints.interval.plus(checkpoints.timeout);
    long fit = output.transactionTimeout.minus(outage).dividedBy(each);
    return (int) Math.max(0, fit - 1);
  }

  /** Where a key stands in the job file, as {@code file:line:column}. */
  String place(String key) {
    String place = places.get(key);
    return place == null ? places.getOrDefault("", name) : place;
  }

  /** The same, starting anew instead of going on from a checkpoint. */
  public LiveSettings fresh() {
    return new LiveSettings(
        name,
        kafka,
        input,
        rules,
        lookups,
        names,
        output,
        coverage,
        window,
        dedup,
        confirmHorizon,
        new Checkpoints(checkpoints.interval, checkpoints.timeout, checkpoints.folder, false),
        outage,
        rocksDb,
        parallelism,
        skipBadRules,
        places);
  }
}
