package dev.lanner.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lanner.lookups.Lookups;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import dev.lanner.rules.SourceProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the repository: their own tests, and what a rule folder has to look like. */
class RulesTest {
  private static final Path ROOT = Path.of("rules");
  private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t[0-9]{4}(?:\\.[0-9]{3})?)");
  private static final Set<String> TACTICS = Set.of("reconnaissance", "discovery");

  /** The event types that a rule of ours may name (SCHEMA section 4). */
  private static final Set<String> EVENT_TYPES =
      Set.of(
          "ProcessRollup2",
          "SyntheticProcessRollup2",
          "DnsRequest",
          "NetworkConnectIP4",
          "NetworkConnectIP6",
          "NetworkReceiveAcceptIP4",
          "NetworkReceiveAcceptIP6",
          "FirewallRuleIP4Matched",
          "FirewallRuleIP6Matched",
          "ScriptControlScanTelemetry");

  private static List<Rule> rules() {
    RuleSet rules = RuleSet.load(List.of(ROOT), RuleSetOptions.toCheck(Lookups.NONE));
    assertEquals(List.of(), rules.problems().stream().filter(SourceProblem::isError).toList());
    return rules.rules();
  }

  private static Path folder(Rule rule) {
    return Path.of(rule.path()).getParent();
  }

  private static TestFile tests(Rule rule) throws IOException {
    return TestFileReader.read(folder(rule).resolve(RuleTests.FILE));
  }

  private static Stream<DynamicNode> eachRule(RuleBody body) {
    return rules().stream()
        .map(rule -> DynamicTest.dynamicTest(folder(rule).toString(), () -> body.check(rule)));
  }

  /** What is checked of one rule. */
  @FunctionalInterface
  private interface RuleBody {
    void check(Rule rule) throws IOException;
  }

  @TestFactory
  Stream<DynamicNode> everyCaseGoesAsItsFileSays() throws IOException {
    RuleTests run = RuleTests.run(List.of(ROOT));
    assertEquals(List.of(), run.ruleProblems());
    assertEquals(List.of(), run.fileProblems());
    assertEquals(List.of(), run.untested());
    return run.results().stream().map(CaseResult::path).distinct().map(path -> file(path, run));
  }

  private static DynamicNode file(String path, RuleTests run) {
    URI source = Path.of(path).toUri();
    return DynamicContainer.dynamicContainer(
        path,
        run.results().stream()
            .filter(result -> result.path().equals(path))
            .map(
                result ->
                    DynamicTest.dynamicTest(
                        result.name(),
                        source,
                        () -> {
                          if (!result.passed()) {
                            fail(
                                path
                                    + ":"
                                    + result.line()
                                    + "\n"
                                    + String.join("\n", result.differences()));
                          }
                        })));
  }

  @TestFactory
  Stream<DynamicNode> theOrderOfEventsDoesNotMatter() {
    return eachRule(
        rule -> {
          for (TestCase testCase : tests(rule).cases()) {
            List<String> lines = new ArrayList<>(testCase.lines());
            Outcome asWritten = RuleTester.run(rule, testCase);
            Collections.reverse(lines);
            assertEquals(asWritten, RuleTester.run(rule, with(testCase, lines)), testCase.name());
            Collections.shuffle(lines, new Random(7));
            assertEquals(asWritten, RuleTester.run(rule, with(testCase, lines)), testCase.name());
          }
        });
  }

  private static TestCase with(TestCase testCase, List<String> lines) {
    return new TestCase(
        testCase.name(),
        testCase.line(),
        lines,
        testCase.hosts(),
        testCase.users(),
        testCase.lookups(),
        testCase.expected());
  }

  @Test
  void idsAreUuidsAndUnique() {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules()) {
      assertEquals(rule.id(), UUID.fromString(rule.id()).toString(), rule.path());
      assertTrue(ids.add(rule.id()), rule.path() + " has the id of another rule");
    }
  }

  @TestFactory
  Stream<DynamicNode> folderAndTagsNameTheSameTechnique() {
    return eachRule(
        rule -> {
          List<String> techniques =
              rule.tags().stream()
                  .map(TECHNIQUE::matcher)
                  .filter(tag -> tag.matches())
                  .map(tag -> tag.group(1))
                  .toList();
          Path tactic = folder(rule).getParent().getFileName();
          assertTrue(TACTICS.contains(tactic.toString()), "tactic " + tactic);
          assertTrue(rule.tags().contains("attack." + tactic), "a tag attack." + tactic);
          assertEquals(rule.tags().size(), techniques.size() + 1, "tags " + rule.tags());
          String name = folder(rule).getFileName().toString();
          assertTrue(
              Pattern.matches(Pattern.quote(techniques.get(0)) + "(-[a-z0-9]+)+", name),
              name + " is not " + techniques.get(0) + "-slug");
        });
  }

  @TestFactory
  Stream<DynamicNode> everyFolderHoldsARuleAndItsTestsAndNothingElse() {
    return eachRule(
        rule -> {
          Set<String> names = new TreeSet<>();
          try (Stream<Path> files = Files.list(folder(rule))) {
            files.forEach(file -> names.add(file.getFileName().toString()));
          }
          names.remove("events");
          assertEquals(Set.of("rule.cql", "rule.yml", "tests.yml"), names);
        });
  }

  @TestFactory
  Stream<DynamicNode> dataSourcesAreTheTypesThatTheQueriesName() {
    return eachRule(
        rule -> {
          StringBuilder text = new StringBuilder(rule.query());
          rule.confirm().forEach(confirm -> text.append('\n').append(confirm.query()));
          Set<String> named = new TreeSet<>();
          for (String type : EVENT_TYPES) {
            if (Pattern.compile("\\b" + type + "\\b").matcher(text).find()) {
              named.add(type);
            }
          }
          assertEquals(named, new TreeSet<>(rule.dataSources()));
        });
  }

  @TestFactory
  Stream<DynamicNode> somethingFiresAndSomethingStaysQuiet() {
    return eachRule(
        rule -> {
          List<TestCase> cases = tests(rule).cases();
          assertTrue(cases.stream().anyMatch(each -> each.expected().fires() > 0), "fires");
          assertTrue(cases.stream().anyMatch(each -> each.expected().fires() == 0), "is quiet");
        });
  }

  @TestFactory
  Stream<DynamicNode> everyFalsePositiveHasACaseOfItsName() {
    return eachRule(
        rule -> {
          List<TestCase> cases = tests(rule).cases();
          for (String falsepositive : rule.falsepositives()) {
            String beginning = beginning(falsepositive);
            assertTrue(
                cases.stream()
                    .anyMatch(
                        each ->
                            each.name().toLowerCase(Locale.ROOT).startsWith(beginning)
                                && !each.expected().suppressed().isEmpty()),
                "no case that begins with `" + beginning + "` and says what is held back");
          }
        });
  }

  /** The first words, as case names spell them: enough to tell the entries of a rule apart. */
  private static String beginning(String falsepositive) {
    String[] words = falsepositive.toLowerCase(Locale.ROOT).split("[ ,(]+");
    return words[0] + " " + words[1];
  }

  @TestFactory
  Stream<DynamicNode> exceptionsHaveAnOwnerAReasonAndAnEnd() {
    return eachRule(
        rule ->
            rule.exceptions()
                .forEach(
                    exception -> {
                      assertTrue(!exception.owner().isBlank(), "owner");
                      assertTrue(!exception.reason().isBlank(), "reason");
                      assertTrue(exception.expires().getYear() < 2030, "expires soon enough");
                    }));
  }
}
