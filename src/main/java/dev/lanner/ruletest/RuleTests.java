package dev.lanner.ruletest;

import dev.lanner.lookups.Lookups;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import dev.lanner.rules.SourceProblem;
import dev.lanner.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tests of all rules below some paths, run.
 *
 * @param results how each case went, in the order of the files
 * @param untested files of rules that have no {@code tests.yml}
 * @param ruleProblems errors of rules; those rules were not tested
 * @param fileProblems what is wrong with test files; their cases were not run
 */
public record RuleTests(
    List<CaseResult> results,
    List<String> untested,
    List<SourceProblem> ruleProblems,
    List<YamlProblem> fileProblems) {
  /** The name of a test file, beside {@code rule.cql}. */
  static final String FILE = "tests.yml";

  /** Only a rule with a folder of its own has tests. */
  private static final String QUERY = "rule.cql";

  public RuleTests {
    results = List.copyOf(results);
    untested = List.copyOf(untested);
    ruleProblems = List.copyOf(ruleProblems);
    fileProblems = List.copyOf(fileProblems);
  }

  /**
   * Loads the rules below {@code paths} and runs their tests.
   *
   * @throws IOException if a test file cannot be read
   */
  public static RuleTests run(List<Path> paths) throws IOException {
    RuleSet rules = RuleSet.load(paths, RuleSetOptions.toCheck(Lookups.NONE));
    List<CaseResult> results = new ArrayList<>();
    List<String> untested = new ArrayList<>();
    List<YamlProblem> fileProblems = new ArrayList<>();
    for (Rule rule : rules.rules()) {
      Path query = Path.of(rule.path());
      Path tests = query.resolveSibling(FILE);
      if (query.endsWith(QUERY) && Files.exists(tests)) {
        TestFile file = TestFileReader.read(tests);
        fileProblems.addAll(file.problems());
        if (file.problems().isEmpty()) {
          file.cases()
              .forEach(testCase -> results.add(result(rule, file, testCase, rules.savedQueries())));
        }
      } else {
        untested.add(rule.path());
      }
    }
    return new RuleTests(
        results,
        untested,
        rules.problems().stream().filter(SourceProblem::isError).toList(),
        fileProblems);
  }

  private static CaseResult result(
      Rule rule, TestFile file, TestCase testCase, Map<String, String> savedQueries) {
    return new CaseResult(
        file.path(),
        testCase.line(),
        rule.id(),
        rule.title(),
        testCase.name(),
        differences(rule, testCase, savedQueries));
  }

  private static List<String> differences(
      Rule rule, TestCase testCase, Map<String, String> savedQueries) {
    try {
      return Comparison.differences(
          testCase.expected(), RuleTester.run(rule, testCase, savedQueries));
    } catch (UnfitRuleException e) {
      return List.of("the rule cannot run: " + e.getMessage());
    }
  }

  /** How many cases failed. */
  public long failed() {
    return results.stream().filter(result -> !result.passed()).count();
  }
}
