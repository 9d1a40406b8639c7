package dev.lanner.cli;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.detect.RuleFit;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.World;
import dev.lanner.job.live.Detect;
import dev.lanner.job.live.LiveFile;
import dev.lanner.job.live.LiveKeys;
import dev.lanner.job.live.LiveKeys.LiveKey;
import dev.lanner.job.live.LiveSettings;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.SourceProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner detect}: the continuous job. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    description = "Runs rules over the live stream.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner detect jobs/detect.yaml",
      "  lanner detect jobs/detect.yaml --check",
      "  lanner detect jobs/detect.yaml --kafka-servers broker:9092 --parallelism 4",
      "  flink run -d target/lanner.jar detect jobs/detect.yaml",
      "",
      "The first runs in this JVM until it is stopped, and goes on from its newest checkpoint when"
          + " it",
      "is started again; the last submits the same job to a cluster. Each key of a job file is an",
      "option, which wins."
    })
final class DetectCommand implements Callable<Integer> {
  private static final int FINE = 0;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "JOB.yaml", description = "Job file.")
  private Path jobFile;

  @Option(
      names = "--check",
      description = "Look over the job file, the brokers and the rules, and run nothing.")
  private boolean checkOnly;

  @Option(
      names = "--fresh",
      description = "Begin anew where the job file says, not with the newest checkpoint.")
  private boolean fresh;

  private DetectCommand() {}

  /** The command, with each key of a job file as an option. */
  static CommandLine create() {
    CommandLine line = new CommandLine(new DetectCommand());
    LiveKeys.all().forEach(key -> line.getCommandSpec().addOption(option(key)));
    return line;
  }

  private static OptionSpec option(LiveKey key) {
    OptionSpec.Builder option =
        OptionSpec.builder(key.option())
            .paramLabel(key.label())
            .hideParamSyntax(key.isFlag())
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity(key.several() ? "1..*" : key.isFlag() ? "0..1" : "1")
            .description(key.description().replace("%", "%%"));
    return (key.isFlag() ? option.fallbackValue("true") : option).build();
  }

  /** What the command line says, by key. */
  private Map<LiveKey, List<String>> given() {
    Map<LiveKey, List<String>> given = new LinkedHashMap<>();
    for (LiveKey key : LiveKeys.all()) {
      List<String> values = spec.findOption(key.option()).getValue();
      if (values != null && !values.isEmpty()) {
        given.put(key, key.several() ? values : values.subList(values.size() - 1, values.size()));
      }
    }
    return given;
  }

  @Override
  public Integer call() {
    try {
      LiveSettings read = LiveFile.read(Optional.ofNullable(jobFile), given());
      return detect(fresh ? read.fresh() : read);
    } catch (IOException | LookupException e) {
      throw new ParameterException(spec.commandLine(), message(e), e);
    }
  }

  private int detect(LiveSettings settings) throws IOException {
    Lookups lookups = Lookups.read(settings.lookups());
    Detect.check(settings);
    RuleSet loaded = Detect.load(settings, lookups);
    Map<String, String> saved = new HashMap<>(loaded.savedQueries());
    World world = () -> new RuleEnvironment(lookups, saved, Map.of());
    List<SourceProblem> problems = new ArrayList<>(loaded.problems());
    List<Rule> fit = new ArrayList<>();
    for (Rule rule : loaded.rules()) {
      RuleFit.obstacle(rule, world)
          .ifPresentOrElse(why -> problems.add(unfit(rule, why)), () -> fit.add(rule));
    }
    if (!tell(problems, settings, fit.size())) {
      return Main.EXIT_WRONG_RULE;
    }
    if (fit.isEmpty()) {
      throw new IOException("there are no rules");
    }
    if (checkOnly) {
      spec.commandLine().getOut().println("ready: " + fit.size() + " rules");
      return FINE;
    }
    Detect job = Detect.prepare(settings, lookups, loaded, RuleJson.set(1, fit));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        settings.name()
            + ": "
            + fit.size()
            + " rules, "
            + job.checkpoint().map(from -> "going on from " + from).orElse("beginning anew"));
    out.flush();
    run(job);
    return FINE;
  }

  private static SourceProblem unfit(Rule rule, String why) {
    String message = "the rule cannot run in a job: " + why;
    return new SourceProblem(rule.path(), 0, 0, Severity.ERROR, "whole-input", message, "", "");
  }

  /** Tells what is wrong with the rules, all of it; whether the job may run. */
  private boolean tell(List<SourceProblem> problems, LiveSettings settings, int fit) {
    PrintWriter err = spec.commandLine().getErr();
    problems.stream()
        .filter(problem -> problem.severity() != Severity.INFO)
        .forEach(problem -> err.println(problem.render()));
    boolean errors = problems.stream().anyMatch(SourceProblem::isError);
    if (errors) {
      err.println(
          settings.skipBadRules()
              ? "The other " + fit + " rules run."
              : "Nothing was run; `skip-bad-rules: true` runs the other " + fit + ".");
    }
    err.flush();
    return !errors || settings.skipBadRules();
  }

  private static void run(Detect job) throws IOException {
    try {
      job.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Exception e) {
      LoggerFactory.getLogger(DetectCommand.class).debug("the job failed", e);
      throw new IOException("the job failed: " + message(root(e)), e);
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
