package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lanner.rules.SourceProblem;
import dev.lanner.ruletest.CaseResult;
import dev.lanner.ruletest.JunitXml;
import dev.lanner.ruletest.RuleTests;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner test}: runs the tests that rules bring along. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the tests.yml of every rule below PATH: a few events each, and what the rule must make"
          + " of them. No Flink is started.",
      "Ends with 0 if all cases passed, 1 if one failed, 2 if a rule is wrong, 3 if a test file is"
          + " wrong or there is nothing to run.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner test",
      "  lanner test rules/pack/discovery --all",
      "  lanner test rules --junit target/rules.xml --sarif target/rules.sarif"
    })
public final class TestCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int BAD_RULE = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Rule folders, or folders above them (default: rules).")
  private List<Path> paths = List.of(Path.of("rules"));

  @Option(names = "--all", description = "List every case, not only those that failed.")
  private boolean all;

  @Option(
      names = "--ndjson",
      description = "Write a JSON object a case to standard output, and nothing else.")
  private boolean ndjson;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write a JUnit XML report.")
  private Path junit;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Also write the failed cases as SARIF 2.1.0.")
  private Path sarif;

  @Override
  public Integer call() throws IOException {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new ParameterException(spec.commandLine(), "there is no file or folder " + path);
      }
    }
    RuleTests tests = RuleTests.run(paths);
    ReportFile.write(junit, report -> JunitXml.write(tests.results(), report), spec.commandLine());
    ReportFile.write(sarif, SarifReports.failures(tests.results())::write, spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    if (ndjson) {
      lines(tests, out);
    } else {
      table(tests, out);
    }
    out.flush();
    complain(tests);
    return code(tests);
  }

  private int code(RuleTests tests) {
    if (!tests.ruleProblems().isEmpty()) {
      return BAD_RULE;
    }
    if (!tests.fileProblems().isEmpty() || tests.results().isEmpty()) {
      return Main.EXIT_BAD_INPUT;
    }
    return tests.failed() > 0 ? FAILED : 0;
  }

  private void table(RuleTests tests, PrintWriter out) {
    Map<String, List<CaseResult>> byPath = new LinkedHashMap<>();
    for (CaseResult result : tests.results()) {
      byPath.computeIfAbsent(result.path(), path -> new ArrayList<>()).add(result);
    }
    byPath.forEach((path, results) -> file(path, results, out));
    tests.untested().forEach(path -> out.println("no tests  " + path));
    out.printf(
        Locale.ROOT,
        "%n%,d cases of %,d rules, %,d failed%n",
        tests.results().size(),
        byPath.size(),
        tests.failed());
  }

  private void file(String path, List<CaseResult> results, PrintWriter out) {
    long passed = results.stream().filter(CaseResult::passed).count();
    out.printf(
        Locale.ROOT,
        "%-8s  %3d of %3d  %s%n",
        passed == results.size() ? "ok" : "FAILED",
        passed,
        results.size(),
        path);
    for (CaseResult result : results) {
      if (!result.passed()) {
        out.printf(Locale.ROOT, "  FAILED  %s:%d: %s%n", path, result.line(), result.name());
        result.differences().forEach(line -> out.println("            " + line));
      } else if (all) {
        out.printf(Locale.ROOT, "  ok      %s%n", result.name());
      }
    }
  }

  private static void lines(RuleTests tests, PrintWriter out) throws IOException {
    JsonMapper json = new JsonMapper();
    for (CaseResult result : tests.results()) {
      StringWriter line = new StringWriter();
      try (JsonGenerator generator = json.createGenerator(line)) {
        generator.writeStartObject();
        generator.writeStringField("path", result.path());
        generator.writeNumberField("line", result.line());
        generator.writeStringField("rule", result.ruleId());
        generator.writeStringField("case", result.name());
        generator.writeBooleanField("passed", result.passed());
        generator.writeArrayFieldStart("differences");
        for (String difference : result.differences()) {
          generator.writeString(difference);
        }
        generator.writeEndArray();
        generator.writeEndObject();
      }
      out.println(line);
    }
  }

  private void complain(RuleTests tests) {
    PrintWriter err = spec.commandLine().getErr();
    for (SourceProblem problem : tests.ruleProblems()) {
      err.println(problem.render());
    }
    tests.fileProblems().forEach(err::println);
    if (tests.results().isEmpty()
        && tests.ruleProblems().isEmpty()
        && tests.fileProblems().isEmpty()) {
      err.println(
          spec.commandLine().getCommandName()
              + ": there are no rule tests below "
              + String.join(", ", paths.stream().map(Path::toString).toList()));
    }
    err.flush();
  }
}
