package dev.lanner.cli;

import dev.lanner.job.JobFile;
import dev.lanner.job.ReplaySettings;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What commands that replay an archive are told, by a job file and by options, which win. */
final class ReplayOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "JOB.yaml", description = "Job file.")
  private Path jobFile;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "Folder of the archive, or one file.")
  private Path input;

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Folders and files of rules.")
  private List<Path> rules;

  @Option(
      names = "--lookups",
      paramLabel = "DIR",
      description = "Folder of lookup files (default: conf/lookups).")
  private Path lookups;

  @Option(names = "--output", paramLabel = "DIR", description = "Folder for the results.")
  private Path output;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "Window of rules that aggregate and have none, such as 5m.")
  private String window;

  @Option(
      names = "--runtime-mode",
      paramLabel = "batch|streaming",
      hideParamSyntax = true,
      description =
          "batch reads everything at once and is fastest (default); streaming reads in the order of"
              + " time and closes windows as it passes.")
  private String runtimeMode;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks an operator (default: the processors of this machine).")
  private String parallelism;

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "Leave out events before this time, 2026-11-01 or 2026-11-01T08:00:00Z.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "Events after this time have a wrong clock: they enter no window.")
  private String to;

  @Option(
      names = "--coverage",
      paramLabel = "DIR",
      description =
          "Folder of the ledger that says which times were covered, for many runs (default:"
              + " coverage.ndjson in the output, of this run only).")
  private Path coverage;

  @Option(
      names = "--disorder",
      paramLabel = "DURATION",
      description =
          "How far behind others an event of a file may lie when streaming (default: 10m).")
  private String disorder;

  @Option(
      names = "--dedup-horizon",
      paramLabel = "DURATION",
      description =
          "For how long an event is remembered to know it again (default: 1h); 0s: a repeated"
              + " delivery counts twice, and events need not be brought together by sensor.")
  private String dedupHorizon;

  @Option(
      names = "--confirm-horizon",
      paramLabel = "DURATION",
      description = "How far apart candidate and evidence may arrive (default: 15m).")
  private String confirmHorizon;

  @Option(
      names = "--names-wait",
      paramLabel = "DURATION",
      description = "For how long after an event its names may still be told (default: 0s).")
  private String namesWait;

  @Option(
      names = "--checkpoints",
      paramLabel = "DURATION",
      description = "Take a checkpoint so often when streaming (default: none).")
  private String checkpoints;

  @Option(
      names = "--skip-bad-rules",
      arity = "0..1",
      fallbackValue = "true",
      description = "Run the other rules if some are wrong.")
  private Boolean skipBadRules;

  /**
   * The settings that come of both.
   *
   * @throws IOException if the job file is wrong
   */
  ReplaySettings settings() throws IOException {
    JobFile job = jobFile == null ? JobFile.EMPTY : JobFile.read(jobFile);
    return new ReplaySettings(
        required("--input", Optional.ofNullable(input).or(job::input)),
        required("--rules", Optional.ofNullable(rules).or(job::rules)),
        Optional.ofNullable(lookups).or(job::lookups).orElse(Lookups.USUAL_FOLDER),
        required("--output", Optional.ofNullable(output).or(job::output)),
        duration("--window", window).or(job::window),
        duration("--disorder", disorder).or(job::disorder).orElse(ReplaySettings.DEFAULT_DISORDER),
        option("--dedup-horizon", "a duration such as 1h, or 0s", dedupHorizon, Durations::parse)
            .or(job::dedupHorizon)
            .orElse(ReplaySettings.DEFAULT_DEDUP),
        duration("--confirm-horizon", confirmHorizon)
            .or(job::confirmHorizon)
            .orElse(ReplaySettings.DEFAULT_CONFIRM_HORIZON),
        option("--names-wait", "a duration such as 1m, or 0s", namesWait, Durations::parse)
            .or(job::namesWait)
            .orElse(Duration.ZERO),
        duration("--checkpoints", checkpoints).or(job::checkpoints),
        option("--parallelism", "a number from 1 to 128", parallelism, JobFile::parallelism)
            .or(job::parallelism)
            .orElse(Runtime.getRuntime().availableProcessors()),
        option("--runtime-mode", "batch or streaming", runtimeMode, JobFile::mode)
            .or(job::runtimeMode)
            .orElse(ReplaySettings.Mode.BATCH),
        option("--from", "a time such as 2026-11-01T00:00:00Z", from, JobFile::time).or(job::from),
        option("--to", "a time such as 2026-11-01T00:00:00Z", to, JobFile::time).or(job::to),
        Optional.empty(),
        Optional.ofNullable(coverage).or(job::coverage),
        Optional.ofNullable(skipBadRules).or(job::skipBadRules).orElse(false));
  }

  private <T> T required(String option, Optional<T> value) {
    return value.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), option + " is missing; see lanner " + spec.name() + " --help"));
  }

  private Optional<Duration> duration(String option, String text) {
    return option(option, "a duration such as 5m", text, Durations::parsePositive);
  }

  private <T> Optional<T> option(
      String option, String what, String text, Function<String, T> read) {
    try {
      return Optional.ofNullable(text).map(read);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected " + what + ", found `" + text + "`", e);
    }
  }

  /** The lookup files; the usual folder may be missing if nobody named it. */
  Lookups lookups(Path folder) throws IOException, LookupException {
    boolean meant = lookups != null || jobFile != null;
    return !meant && !Files.exists(folder) ? Lookups.NONE : Lookups.read(folder);
  }
}
