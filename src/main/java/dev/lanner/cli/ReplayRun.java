package dev.lanner.cli;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.detect.RuleFit;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.World;
import dev.lanner.events.archive.Archive;
import dev.lanner.job.Replay;
import dev.lanner.job.ReplaySettings;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import dev.lanner.rules.SourceProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Replays for commands: loads rules, runs, and tells on the way what is wrong and what is not read.
 *
 * @param err where that is told
 */
record ReplayRun(PrintWriter err) {
  /**
   * Rules that can run.
   *
   * @param rules the rules
   * @param world what their queries may ask for
   */
  record Loaded(List<Rule> rules, World world) {}

  /**
   * Loads the rules; empty if some are wrong and the others must not run.
   *
   * @throws IOException if there are none
   */
  Optional<Loaded> load(ReplaySettings settings, Lookups files) throws IOException {
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
      return Optional.empty();
    }
    if (fit.isEmpty()) {
      throw new IOException("there are no rules in " + settings.rules());
    }
    return Optional.of(new Loaded(fit, world));
  }

  /** Runs one. */
  Replay.Result run(ReplaySettings settings, List<Rule> rules, World world) throws IOException {
    Replay replay = Replay.prepare(settings, RuleJson.set(1, rules), world);
    tell(replay.archive());
    return run(replay);
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
      LoggerFactory.getLogger(ReplayRun.class).debug("the job failed", e);
      throw new IOException("the job failed: " + message(root(e)), e);
    } finally {
      shown.stop();
    }
  }

  /** Tells what is odd about what came out; whether it can be relied on. */
  boolean tell(Replay.Result result) {
    result.cutFiles().forEach(file -> err.println("broken off: " + file));
    result.nameProblems().forEach(problem -> err.println("lookup: " + problem));
    List<String> faults = result.account().faults();
    faults.forEach(fault -> err.println("the account does not add up: " + fault));
    err.flush();
    return faults.isEmpty();
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
