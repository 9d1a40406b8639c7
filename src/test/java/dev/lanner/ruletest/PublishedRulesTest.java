package dev.lanner.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.Shared;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.Rule;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published rules say what the documents' queries say: with the query of the document in its
 * place, a rule makes the same of every case of every rule.
 */
class PublishedRulesTest {
  private static List<Rule> rules() {
    return RuleSet.load(List.of(Path.of("rules")), RuleSetOptions.toCheck(Lookups.NONE)).rules();
  }

  @ParameterizedTest
  @CsvSource({
    "T1046.cql, t1046-network-service-discovery",
    "T1590.005.cql, t1590.005-ip-addresses",
    "T1595.cql, t1595-active-scanning",
    "T1596.005.cql, t1596.005-scan-databases"
  })
  void theQueryOfTheDocumentDoesTheSame(String document, String folder) throws IOException {
    String query = Files.readString(Shared.require("seeds/" + document));
    List<Rule> rules = rules();
    Rule published =
        rules.stream().filter(rule -> rule.path().contains(folder)).findFirst().orElseThrow();
    Rule asWritten = withQuery(published, query);
    for (Rule rule : rules) {
      Path tests = Path.of(rule.path()).resolveSibling(RuleTests.FILE);
      for (TestCase testCase : TestFileReader.read(tests).cases()) {
        assertEquals(
            RuleTester.run(published, testCase),
            RuleTester.run(asWritten, testCase),
            tests + ":" + testCase.line());
      }
    }
  }

  private static Rule withQuery(Rule rule, String query) {
    return new Rule(
        rule.id(),
        rule.version(),
        rule.title(),
        rule.status(),
        rule.level(),
        rule.confidence(),
        rule.tags(),
        rule.description(),
        rule.references(),
        rule.falsepositives(),
        rule.dataSources(),
        query,
        rule.window(),
        rule.slide(),
        rule.key(),
        rule.throttle(),
        rule.confirm(),
        rule.exceptions(),
        rule.onEdit(),
        rule.path());
  }
}
