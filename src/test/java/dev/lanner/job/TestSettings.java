package dev.lanner.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a replay over a folder of a test. */
public final class TestSettings {
  private TestSettings() {}

  /** From {@code in} below a folder to {@code out} there, and else as if nothing were said. */
  public static ReplaySettings in(Path folder, ReplaySettings.Mode mode, int parallelism) {
    return in(
        folder,
        folder.resolve("out"),
        ReplaySettings.DEFAULT_DISORDER,
        ReplaySettings.DEFAULT_DEDUP,
        Optional.empty(),
        mode,
        parallelism);
  }

  /** From {@code in} below a folder to {@code out}. */
  static ReplaySettings in(
      Path folder,
      Path out,
      Duration disorder,
      Duration dedup,
      Optional<Duration> checkpoints,
      ReplaySettings.Mode mode,
      int parallelism) {
    return new ReplaySettings(
        folder.resolve("in"),
        List.of(),
        folder.resolve("lookups"),
        out,
        Optional.empty(),
        disorder,
        dedup,
        ReplaySettings.DEFAULT_CONFIRM_HORIZON,
        Duration.ZERO,
        checkpoints,
        parallelism,
        mode,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
