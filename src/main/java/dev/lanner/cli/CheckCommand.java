package dev.lanner.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.lint.Lints;
import dev.lanner.cql.lint.Setting;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import dev.lanner.rules.SourceProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner check}: says everything that is wrong with rules and queries. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads rules and queries, and says everything that is wrong with them: where, why, what to"
          + " do.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner check rules/",
      "  lanner check --strict --fail-on warning hunt.cql",
      "  lanner check --format github rules/",
      "  lanner check --sarif target/rules.sarif rules/",
      "  lanner check --ndjson < queries.ndjson",
      "",
      "Exit codes: 0 fine, 1 problems at or above --fail-on, 2 a rule or query is wrong, 3 the"
          + " command or a path is wrong."
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Rule folders, .cql files, LogScale or CQL-Hub YAML, at any depth.")
  private List<Path> paths = List.of();

  @Option(
      names = "--strict",
      description = "Official CQL only: a construct of another dialect is an error.")
  private boolean strict;

  @Option(
      names = "--fail-on",
      defaultValue = "error",
      paramLabel = "SEVERITY",
      description =
          "info, warning or error: from here on a problem fails (default: ${DEFAULT-VALUE}).")
  private String failOn;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json or github (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Also write all problems as SARIF 2.1.0.")
  private Path sarif;

  @Option(
      names = "--window",
      paramLabel = "T",
      description = "Window for rules that aggregate and say none, such as 5m.")
  private String window;

  @Option(
      names = "--lookups",
      paramLabel = "DIR",
      description = "Folder of lookup files (default: conf/lookups, if there is one).")
  private Path lookups;

  @Option(
      names = "--ndjson",
      description =
          "Reads {\"id\",\"query\"} a line from standard input, and writes a verdict a line.")
  private boolean ndjson;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (ndjson) {
      new CheckProtocol(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              out,
              strict ? Parser.Dialect.STRICT : Parser.Dialect.SEEDS)
          .run();
      return 0;
    }
    if (paths.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "a path is missing");
    }
    Problem.Severity threshold = severity();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        spec.commandLine().getErr().println("check: `" + path + "` does not exist");
        return Main.EXIT_BAD_INPUT;
      }
    }
    RuleSet rules;
    try {
      rules = RuleSet.load(paths, options());
    } catch (LookupException e) {
      spec.commandLine().getErr().println("check: " + e.getMessage());
      return Main.EXIT_BAD_INPUT;
    }
    List<SourceProblem> problems = new ArrayList<>(rules.problems());
    rules.rules().forEach(rule -> lints(rule, problems));
    if (strict) {
      rules.rules().forEach(rule -> unofficial(rule, problems));
    }
    print(rules, problems, out);
    ReportFile.write(sarif, SarifReports.problems(problems)::write, spec.commandLine());
    if (problems.stream().anyMatch(SourceProblem::isError)) {
      return Main.EXIT_WRONG_RULE;
    }
    boolean fails = problems.stream().anyMatch(p -> p.severity().compareTo(threshold) >= 0);
    return fails ? Main.EXIT_PROBLEMS : 0;
  }

  private RuleSetOptions options() throws IOException, LookupException {
    Lookups files = lookups == null ? Lookups.readUsual() : Lookups.read(lookups);
    RuleSetOptions options = RuleSetOptions.toCheck(files).withToday(LocalDate.now(ZoneOffset.UTC));
    if (window == null) {
      return options;
    }
    OptionalLong millis = dev.lanner.cql.value.RelativeTime.millis(window);
    if (millis.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--window is a length of time such as 5m, not `" + window + "`");
    }
    return options.withDefaultWindow(Duration.ofMillis(millis.getAsLong()));
  }

  private Problem.Severity severity() {
    for (Problem.Severity known : Problem.Severity.values()) {
      if (known.name().equalsIgnoreCase(failOn)) {
        return known;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--fail-on is info, warning or error, not `" + failOn + "`");
  }

  /** What a rule probably does not mean; places are those in the query. */
  private static void lints(Rule rule, List<SourceProblem> problems) {
    Setting setting = Setting.rule(rule.window().isPresent(), rule.slide().isPresent());
    List<Problem> lints = Lints.of(Parser.parse(rule.query(), Parser.Dialect.SEEDS), setting);
    problems.addAll(SourceProblem.of(rule.path(), rule.query(), lints));
  }

  /** What official CQL does not know of a rule's query; places are those in the query. */
  private static void unofficial(Rule rule, List<SourceProblem> problems) {
    List<Problem> errors =
        Parser.parse(rule.query(), Parser.Dialect.STRICT).problems().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .toList();
    problems.addAll(SourceProblem.of(rule.path(), rule.query(), errors));
  }

  private void print(RuleSet rules, List<SourceProblem> problems, PrintWriter out)
      throws IOException {
    switch (format.toLowerCase(Locale.ROOT)) {
      case "text" -> {
        problems.forEach(problem -> out.println(problem.render()));
        out.println(summary(rules, problems));
      }
      case "json" -> out.println(json(rules, problems));
      case "github" -> problems.forEach(problem -> out.println(GithubAnnotation.of(problem)));
      default ->
          throw new ParameterException(
              spec.commandLine(), "--format is text, json or github, not `" + format + "`");
    }
    out.flush();
  }

  private static String summary(RuleSet rules, List<SourceProblem> problems) {
    long errors = count(problems, Problem.Severity.ERROR);
    long warnings = count(problems, Problem.Severity.WARNING);
    int fine = rules.rules().size();
    return fine
        + (fine == 1 ? " rule is fine, " : " rules are fine, ")
        + rules.refused()
        + " cannot be loaded: "
        + plural(errors, "error")
        + ", "
        + plural(warnings, "warning");
  }

  private static String plural(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private static long count(List<SourceProblem> problems, Problem.Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).count();
  }

  private static String json(RuleSet rules, List<SourceProblem> problems) throws IOException {
    ObjectNode report = JsonTexts.JSON.createObjectNode();
    report.put("rules", rules.rules().size()).put("refused", rules.refused());
    ArrayNode list = report.putArray("problems");
    for (SourceProblem problem : problems) {
      list.add(json(problem));
    }
    return JsonTexts.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }

  /** A problem for machines. */
  static ObjectNode json(SourceProblem problem) {
    return JsonTexts.JSON
        .createObjectNode()
        .put("file", problem.file())
        .put("line", problem.line())
        .put("column", problem.column())
        .put("severity", word(problem))
        .put("code", problem.code())
        .put("message", problem.message())
        .put("hint", problem.hint());
  }

  private static String word(SourceProblem problem) {
    return problem.severity().name().toLowerCase(Locale.ROOT);
  }
}
