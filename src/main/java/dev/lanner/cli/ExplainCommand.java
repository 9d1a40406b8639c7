package dev.lanner.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.explain.Explainer;
import dev.lanner.explain.Explanation;
import dev.lanner.explain.ExplanationJson;
import dev.lanner.explain.ExplanationText;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Durations;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import dev.lanner.rules.SourceProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner explain}: shows how a query or the rules below a path run. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows how a query or rule runs: what happens to each event, to the aggregate and to its"
          + " rows; by which event types and literals it is looked up; its key, window and state;"
          + " and what keeps it from running on a stream.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner explain '#event_simpleName=DnsRequest | groupBy(DomainName)' --window 5m",
      "  lanner explain hunt.cql",
      "  lanner explain rules/pack/discovery --json",
      "",
      "Exit codes: 0 fine, 2 a rule or query is wrong, 3 the command or a path is wrong."
    })
public final class ExplainCommand implements Callable<Integer> {
  /** A path that is mistyped, and no query: one word that ends or is divided as paths are. */
  private static final Pattern LIKE_A_PATH =
      Pattern.compile("\\S+\\.(cql|ya?ml)|[\\w.~-]*(/[\\w.~-]+)+/?");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1",
      paramLabel = "QUERY|RULE",
      description =
          "A query, @FILE, or a path: rule folders, .cql files, LogScale or CQL-Hub YAML, at any"
              + " depth.")
  private String what;

  @Option(names = "--json", description = "One JSON object: {\"explained\":[…],\"problems\":[…]}.")
  private boolean json;

  @Option(
      names = "--window",
      paramLabel = "T",
      description = "Window for what aggregates and says none, such as 5m.")
  private String window;

  @Option(
      names = "--lookups",
      paramLabel = "DIR",
      description = "Folder of lookup files (default: conf/lookups, if there is one).")
  private Path lookups;

  @Override
  public Integer call() throws IOException {
    try {
      Lookups files = lookups == null ? Lookups.readUsual() : Lookups.read(lookups);
      Optional<Path> path = path();
      if (path.isPresent()) {
        return explainRules(path.get(), files);
      }
      if (LIKE_A_PATH.matcher(what).matches()) {
        return badInput("`" + what + "` does not exist");
      }
      return explainQuery(files);
    } catch (LookupException e) {
      return badInput(e.getMessage());
    } catch (java.nio.file.NoSuchFileException e) {
      return badInput("`" + e.getMessage() + "` does not exist");
    }
  }

  private int badInput(String message) {
    spec.commandLine().getErr().println("explain: " + message);
    return Main.EXIT_BAD_INPUT;
  }

  private Optional<Path> path() {
    try {
      return Optional.of(Path.of(what)).filter(Files::exists);
    } catch (InvalidPathException aQuery) {
      return Optional.empty();
    }
  }

  private Optional<Duration> windowLength() {
    try {
      return Optional.ofNullable(window).map(Durations::parsePositive);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--window is a length of time such as 5m, not `" + window + "`", e);
    }
  }

  private int explainQuery(Lookups files) throws IOException {
    String query = what.startsWith("@") ? Files.readString(Path.of(what.substring(1))) : what;
    Explainer.Result result =
        new Explainer(new RuleEnvironment(files)).explain(query, windowLength());
    print(result.explanation().stream().toList(), result.problems());
    return result.explanation().isPresent() ? 0 : Main.EXIT_WRONG_RULE;
  }

  private int explainRules(Path path, Lookups files) throws IOException {
    RuleSetOptions options = RuleSetOptions.toCheck(files);
    RuleSet rules =
        RuleSet.load(List.of(path), windowLength().map(options::withDefaultWindow).orElse(options));
    Explainer explainer = new Explainer(new RuleEnvironment(files, rules.savedQueries(), Map.of()));
    List<Explanation> explained = rules.rules().stream().map(explainer::explain).toList();
    print(explained, rules.problems());
    return rules.ok() ? 0 : Main.EXIT_WRONG_RULE;
  }

  private void print(List<Explanation> explained, List<SourceProblem> problems) throws IOException {
    List<SourceProblem> told = new ArrayList<>(problems);
    told.removeIf(problem -> problem.severity() == Problem.Severity.INFO);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(explained, told));
    } else {
      PrintWriter err = spec.commandLine().getErr();
      told.forEach(problem -> err.println(problem.render()));
      err.flush();
      String between = "";
      for (Explanation one : explained) {
        out.print(between);
        new ExplanationText(out).print(one);
        between = System.lineSeparator() + "-".repeat(80) + System.lineSeparator();
      }
    }
    out.flush();
  }

  private static String json(List<Explanation> explained, List<SourceProblem> problems)
      throws IOException {
    ObjectNode report = JsonTexts.JSON.createObjectNode();
    ArrayNode list = report.putArray("explained");
    explained.forEach(one -> list.add(ExplanationJson.of(one)));
    ArrayNode told = report.putArray("problems");
    problems.forEach(problem -> told.add(CheckCommand.json(problem)));
    return JsonTexts.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }
}
