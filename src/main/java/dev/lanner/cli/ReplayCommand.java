package dev.lanner.cli;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.detect.RuleFit;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.World;
import dev.lanner.events.archive.Archive;
import dev.lanner.job.JobFile;
import dev.lanner.job.Replay;
import dev.lanner.job.ReplayFiles;
import dev.lanner.job.ReplaySettings;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Durations;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import dev.lanner.rules.SourceProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner replay}: runs rules over an archive. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs rules over an archive of FDR files and writes detections.ndjson, deadletters.ndjson,"
          + " late.ndjson, account.json and run.json. The same input and rules give the same first"
          + " four files, whatever the mode and parallelism.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner replay jobs/replay.yaml",
      "  lanner replay --input archive --rules rules/pack --output out/november",
      "  lanner replay jobs/replay.yaml --runtime-mode streaming --parallelism 4",
      "",
      "A job file has the options as keys: input, rules (one path or a list), lookups, output,",
      "window, disorder, dedup.horizon, confirm.horizon, checkpoints, parallelism, runtime-mode,",
      "from, to, skip-bad-rules. What the command line says wins."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int BAD_RULES = 2;

  @Spec private CommandSpec spec;

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

  @Override
  public Integer call() {
    try {
      return replay(settings());
    } catch (IOException | LookupException e) {
      throw new ParameterException(spec.commandLine(), message(e), e);
    }
  }

  private ReplaySettings settings() throws IOException {
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
        duration("--checkpoints", checkpoints).or(job::checkpoints),
        option("--parallelism", "a number from 1 to 128", parallelism, JobFile::parallelism)
            .or(job::parallelism)
            .orElse(Runtime.getRuntime().availableProcessors()),
        option("--runtime-mode", "batch or streaming", runtimeMode, JobFile::mode)
            .or(job::runtimeMode)
            .orElse(ReplaySettings.Mode.BATCH),
        option("--from", "a time such as 2026-11-01T00:00:00Z", from, JobFile::time).or(job::from),
        option("--to", "a time such as 2026-11-01T00:00:00Z", to, JobFile::time).or(job::to),
        Optional.ofNullable(skipBadRules).or(job::skipBadRules).orElse(false));
  }

  private <T> T required(String option, Optional<T> value) {
    return value.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), option + " is missing; see lanner replay --help"));
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

  private int replay(ReplaySettings settings) throws IOException, LookupException {
    Lookups files = lookups(settings.lookups());
    for (Path path : settings.rules()) {
      if (!Files.exists(path)) {
        throw new IOException("rules `" + path + "` do not exist");
      }
    }
    RuleSet loaded =
        RuleSet.load(
            settings.rules(),
            new RuleSetOptions(
                files,
                settings.window(),
                settings.confirmHorizon(),
                Optional.of(LocalDate.now(ZoneOffset.UTC)),
                true));
    Map<String, String> saved = new HashMap<>(loaded.savedQueries());
    World world = () -> new RuleEnvironment(files, saved, Map.of());
    List<SourceProblem> problems = new ArrayList<>(loaded.problems());
    List<Rule> fit = new ArrayList<>();
    for (Rule rule : loaded.rules()) {
      Optional<SourceProblem> obstacle = obstacle(rule, world);
      obstacle.ifPresentOrElse(problems::add, () -> fit.add(rule));
    }
    if (!tell(problems, settings, fit.size())) {
      return BAD_RULES;
    }
    if (fit.isEmpty()) {
      throw new IOException("there are no rules in " + settings.rules());
    }
    Replay replay = Replay.prepare(settings, RuleJson.set(1, fit), world);
    tell(replay.archive());
    Replay.Result result = run(replay);
    new ReplayReport(spec.commandLine().getOut(), fit, result, new ReplayFiles(settings.output()))
        .print();
    return tell(result);
  }

  private Lookups lookups(Path folder) throws IOException, LookupException {
    boolean meant = lookups != null || jobFile != null;
    return !meant && !Files.exists(folder) ? Lookups.NONE : Lookups.read(folder);
  }

  private static Optional<SourceProblem> obstacle(Rule rule, World world) {
    return RuleFit.obstacle(rule, world.open())
        .map(
            why ->
                new SourceProblem(
                    rule.path(),
                    0,
                    0,
                    Severity.ERROR,
                    "whole-input",
                    "the rule cannot run in a job: " + why,
                    "",
                    ""));
  }

  /** Tells what is wrong with the rules, all of it; whether the job may run. */
  private boolean tell(List<SourceProblem> problems, ReplaySettings settings, int fit) {
    PrintWriter err = spec.commandLine().getErr();
    long errors = problems.stream().filter(SourceProblem::isError).count();
    problems.stream()
        .filter(problem -> problem.severity() != Severity.INFO)
        .forEach(problem -> err.println(problem.render()));
    if (errors > 0) {
      err.println(
          errors
              + (errors == 1 ? " error. " : " errors. ")
              + (settings.skipBadRules()
                  ? "The other " + fit + " rules run."
                  : "Nothing was run; --skip-bad-rules runs the other " + fit + "."));
    }
    err.flush();
    return errors == 0 || settings.skipBadRules() && fit > 0;
  }

  /** Tells which files are not read. */
  private void tell(Archive archive) {
    PrintWriter err = spec.commandLine().getErr();
    archive
        .unfinished()
        .forEach(
            batch ->
                err.println(
                    "not read: "
                        + batch.folder()
                        + " ("
                        + batch.files()
                        + " files), which has no _SUCCESS yet"));
    err.flush();
  }

  private Replay.Result run(Replay replay) throws IOException {
    ReadingProgress shown =
        new ReadingProgress(
            replay.progress(), replay.archive().eventBytes(), System.err, Terminal.isPresent());
    try {
      return replay.run();
    } catch (IOException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Exception e) {
      // Asked for here: a logger as a constant costs every command half a second.
      LoggerFactory.getLogger(ReplayCommand.class).debug("the job failed", e);
      throw new IOException("the job failed: " + message(root(e)), e);
    } finally {
      shown.stop();
    }
  }

  private int tell(Replay.Result result) {
    PrintWriter err = spec.commandLine().getErr();
    result.cutFiles().forEach(file -> err.println("broken off: " + file));
    result.nameProblems().forEach(problem -> err.println("lookup: " + problem));
    List<String> faults = result.account().faults();
    faults.forEach(fault -> err.println("the account does not add up: " + fault));
    err.flush();
    return faults.isEmpty() ? FINE : Main.EXIT_BAD_INPUT;
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
