package dev.lanner.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a replay is told: a job file and the command line give one of these.
 *
 * @param input folder (or single file) of the archive
 * @param rules folders and files of rules
 * @param lookups folder of lookup files
 * @param output folder for the results
 * @param window for rules that aggregate and have none
 * @param disorder how far behind others an event of a file may lie, when reading as a stream
 * @param dedup for how long an event is remembered to know it again; zero: duplicates count
 * @param confirmHorizon how far apart candidate and evidence may arrive
 * @param namesWait for how long after an event its names may still be told
 * @param checkpoints interval of checkpoints when reading as a stream; empty for none
 * @param parallelism how many subtasks each operator has
 * @param mode as a batch or as a stream
 * @param from events before this time are left out
 * @param to events after this time are quarantined
 * @param until events from this time on are left out
 * @param coverage folder of the coverage ledger; empty for one of its own in {@code output}
 * @param skipBadRules whether the other rules run if some are wrong
 */
public record ReplaySettings(
    Path input,
    List<Path> rules,
    Path lookups,
    Path output,
    Optional<Duration> window,
    Duration disorder,
    Duration dedup,
    Duration confirmHorizon,
    Duration namesWait,
    Optional<Duration> checkpoints,
    int parallelism,
    Mode mode,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Instant> until,
    Optional<Path> coverage,
    boolean skipBadRules) {

  /** Ten minutes: measured archives stay below it. */
  public static final Duration DEFAULT_DISORDER = Duration.ofMinutes(10);

  /** An hour. */
  public static final Duration DEFAULT_DEDUP = Duration.ofHours(1);

  /** Fifteen minutes. */
  public static final Duration DEFAULT_CONFIRM_HORIZON = Duration.ofMinutes(15);

  /** How the archive is read; the results are the same. */
  public enum Mode {
    /** Everything at once, sorted: fastest. */
    BATCH,
    /** In the order of time, windows closing as it passes: what production does. */
    STREAMING
  }

  public ReplaySettings {
    rules = List.copyOf(rules);
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism " + parallelism);
    }
  }
}
