package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.sarif.SarifStandard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class TestCommandTest {
  private static final String RULE =
      """
      id: 0a3f5b52-6f3c-4c2f-9d53-0d2b6b7c9a01
      title: Some name is asked for
      status: test
      level: low
      tags: [attack.discovery, attack.t1046]
      """;

  private static final String CASES =
      """
      cases:
        - name: fires
          events:
            - {aid: a1, event_simpleName: DnsRequest, DomainName: a.example.com}
          fires: 1
        - name: expects too much
          events:
            - {aid: a1, event_simpleName: DnsRequest, DomainName: a.example.com}
          rows: [{DomainName: b.example.com, aid: a1}, {}]
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeRule() throws IOException {
    write("rule.cql", "#event_simpleName=DnsRequest | DomainName=*.example.com");
    write("rule.yml", RULE);
    write("tests.yml", CASES);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("rule"));
    Files.writeString(folder.resolve("rule").resolve(name), text);
  }

  private CommandLineRun run(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "test";
    arguments[1] = folder.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandLineRun.of(arguments);
  }

  private String tests() {
    return folder.resolve("rule").resolve("tests.yml").toString();
  }

  @Test
  void aFailedCaseIsShownAsADifferenceAndEndsWithOne() {
    CommandLineRun run = run();
    assertEquals(1, run.code());
    assertEquals("", run.err());
    String expected =
        """
        FAILED      1 of   2  %1$s
          FAILED  %1$s:6: expects too much
                    expected 2 detections, got 1 (matched 1, candidates 1)
                    row 1, DomainName: expected `b.example.com`, got `a.example.com`
                    fired at 2026-03-02T00:00:00Z: {\
        """;
    assertTrue(run.out().startsWith(expected.formatted(tests())), run.out());
    assertTrue(run.out().endsWith("\n\n2 cases of 1 rules, 1 failed\n"), run.out());
  }

  @Test
  void allListsWhatPassedToo() {
    assertTrue(run("--all").out().contains("\n  ok      fires\n"));
  }

  @Test
  void whatPassesEndsWithZero() throws IOException {
    write("tests.yml", CASES.substring(0, CASES.indexOf("  - name: expects")));
    assertEquals(0, run().code());
  }

  @Test
  void ndjsonIsALineACase() throws IOException {
    CommandLineRun run = run("--ndjson");
    String[] lines = run.out().split("\n");
    assertEquals(2, lines.length);
    JsonNode failed = new ObjectMapper().readTree(lines[1]);
    assertEquals(tests(), failed.get("path").asText());
    assertEquals(6, failed.get("line").asInt());
    assertEquals("0a3f5b52-6f3c-4c2f-9d53-0d2b6b7c9a01", failed.get("rule").asText());
    assertEquals("expects too much", failed.get("case").asText());
    assertEquals(false, failed.get("passed").asBoolean());
    assertEquals(3, failed.get("differences").size());
    assertEquals(1, run.code());
  }

  @Test
  void junitHasASuiteAFileAndAFailureACase() throws Exception {
    Path report = folder.resolve("out/report.xml");
    run("--junit", report.toString());
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getDocumentElement();
    Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertEquals(tests(), suite.getAttribute("name"));
    assertEquals("2", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertEquals("expects too much", ((Element) failure.getParentNode()).getAttribute("name"));
    assertTrue(failure.getAttribute("message").startsWith("expected 2 detections"));
  }

  @Test
  void junitStaysReadableWhateverEventsHold() throws Exception {
    write("tests.yml", CASES.replace("a.example.com}", "\"\\u0001a.example.com\"}"));
    Path report = folder.resolve("report.xml");
    run("--junit", report.toString());
    String text = Files.readString(report);
    assertTrue(text.contains("\ufffda.example.com"), text);
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
  }

  @Test
  void sarifNamesFileAndLineOfFailures() throws IOException {
    Path report = folder.resolve("report.sarif");
    run("--sarif", report.toString());
    JsonNode results = SarifStandard.check(Files.readString(report)).get("results");
    assertEquals(1, results.size());
    JsonNode place = results.at("/0/locations/0/physicalLocation");
    assertEquals(Path.of(tests()).toUri().toString(), place.at("/artifactLocation/uri").asText());
    assertEquals(6, place.at("/region/startLine").asInt());
  }

  @Test
  void aWrongTestFileIsToldWithItsPlaceAndEndsWithThree() throws IOException {
    write("tests.yml", CASES.replace("fires: 1", "fire: 1"));
    CommandLineRun run = run();
    assertEquals(3, run.code());
    assertTrue(
        run.err().contains(tests() + ":5:5: unknown key `fire`; did you mean `fires`?"), run.err());
  }

  @Test
  void aWrongRuleEndsWithTwo() throws IOException {
    write("rule.cql", "DomainName := lowr(DomainName)");
    CommandLineRun run = run();
    assertEquals(2, run.code());
    assertTrue(run.err().contains("rule.cql:1:15: error[unknown-function]"), run.err());
  }

  @Test
  void aRuleThatNeedsAMissingLookupFailsItsCase() throws IOException {
    write("rule.cql", "match(file=\"names.csv\", field=DomainName)");
    CommandLineRun run = run();
    assertEquals(1, run.code());
    assertTrue(run.out().contains("the rule cannot run: query:"), run.out());
    assertTrue(run.out().contains("names.csv"), run.out());
  }

  @Test
  void nothingToRunEndsWithThree() throws IOException {
    Files.delete(folder.resolve("rule").resolve("tests.yml"));
    CommandLineRun run = run();
    assertEquals(3, run.code());
    assertTrue(run.err().startsWith("test: there are no rule tests below"), run.err());
    assertEquals(3, CommandLineRun.of("test", folder.resolve("none").toString()).code());
  }
}
