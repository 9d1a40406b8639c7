package dev.lanner.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a replay over a folder of a test. */
public final class TestSettings {
  private TestSettings() {}

  /**
   * From {@code in} below a folder to {@code out} there, and else what holds if nothing is said.
   */
  public static ReplaySettings in(Path folder, ReplaySettings.Mode mode, int parallelism) {
    return new ReplaySettings(
        folder.resolve("in"),
        List.of(),
        folder.resolve("lookups"),
        folder.resolve("out"),
        Optional.empty(),
        ReplaySettings.DEFAULT_DISORDER,
        ReplaySettings.DEFAULT_DEDUP,
        ReplaySettings.DEFAULT_CONFIRM_HORIZON,
        Duration.ZERO,
        Optional.empty(),
        parallelism,
        mode,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
