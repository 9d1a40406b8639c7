package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DESIGN section 7, `explain`: input forms, exit codes, machine form. */
class ExplainCommandTest {
  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void aQueryIsExplained() {
    CommandRun run =
        CommandRun.of("explain", "#event_simpleName=DnsRequest | DomainName=a.example");
    assertEquals(0, run.exit());
    assertEquals("", run.err());
    assertTrue(run.out().contains("\nevent types    DnsRequest\n"), run.out());
    assertTrue(run.out().contains("\nlooked up by   DomainName is \"a.example\"\n"), run.out());
  }

  @Test
  void aQueryMayStandInAFile() throws IOException {
    String query = file("q.cql", "DomainName=a.example");
    String direct = CommandRun.of("explain", "DomainName=a.example").out();
    assertEquals(direct, CommandRun.of("explain", "@" + query).out());
    CommandRun asRule = CommandRun.of("explain", query);
    assertEquals(0, asRule.exit());
    assertTrue(asRule.out().startsWith("rule           q\n"), asRule.out());
    assertTrue(asRule.out().endsWith(direct.substring(direct.indexOf("per event"))));
  }

  @Test
  void everyRuleBelowAFolderIsExplained() {
    CommandRun run = CommandRun.of("explain", "rules");
    assertEquals(0, run.exit());
    CommandRun check = CommandRun.of("check", "rules");
    int rules = Integer.parseInt(check.out().lines().reduce((a, b) -> b).get().split(" ")[0]);
    assertEquals(rules, run.out().lines().filter(line -> line.startsWith("rule  ")).count());
  }

  @Test
  void aWindowMayBeGiven() throws IOException {
    String file = file("q.cql", "groupBy(a)");
    assertEquals(2, CommandRun.of("explain", file).exit());
    CommandRun run = CommandRun.of("explain", file, "--window=5m");
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("window         5m, one after the other\n"), run.out());
    assertEquals(0, CommandRun.of("explain", "groupBy(a)").exit());
    CommandRun wrong = CommandRun.of("explain", "groupBy(a)", "--window=soon");
    assertEquals(3, wrong.exit());
    assertEquals("explain: --window is a length of time such as 5m, not `soon`\n", wrong.err());
  }

  @Test
  void aWrongQueryEndsWithTwo() {
    CommandRun run = CommandRun.of("explain", "x := lowr(a)");
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("query:1:6: error[unknown-function]: "), run.err());
  }

  @Test
  void aWrongRuleEndsWithTwoAndTheOthersAreExplained() throws IOException {
    file("a.cql", "a=1");
    file("b.cql", "b=lowr(");
    CommandRun run = CommandRun.of("explain", folder.toString());
    assertEquals(2, run.exit());
    assertTrue(run.out().startsWith("rule           a\n"), run.out());
    assertTrue(run.err().contains("b.cql:1:"), run.err());
  }

  @Test
  void whatIsNotThereEndsWithThree() {
    CommandRun run = CommandRun.of("explain", "no/such/rules");
    assertEquals(3, run.exit());
    assertEquals("explain: `no/such/rules` does not exist\n", run.err());
    assertEquals(3, CommandRun.of("explain", "gone.cql").exit());
    assertEquals(3, CommandRun.of("explain", "@gone").exit());
    assertEquals(3, CommandRun.of("explain").exit());
    assertEquals(3, CommandRun.of("explain", "a=b", "--lookups", "no/such").exit());
  }

  @Test
  void theMachineFormIsOneObjectWithStableMembers() throws IOException {
    CommandRun run = CommandRun.of("explain", "--json", "a=1 | groupBy(b)", "--window=1m");
    assertEquals(0, run.exit());
    JsonNode report = new JsonMapper().readTree(run.out());
    assertEquals(List.of("explained", "problems"), names(report));
    JsonNode one = report.at("/explained/0");
    assertEquals(
        List.of(
            "source",
            "rule",
            "plan",
            "index",
            "fieldsRead",
            "anyField",
            "detectionKey",
            "aggregation",
            "confirm",
            "approximate",
            "streaming"),
        names(one));
    assertEquals(List.of("perEvent", "aggregate", "rows"), names(one.get("plan")));
    assertEquals(60_000, one.at("/aggregation/windowMillis").asLong());
    assertEquals("[\"b\"]", one.at("/aggregation/key").toString());
    assertEquals("ok", one.at("/streaming/status").asText());
    assertEquals(
        run.out(), CommandRun.of("explain", "--json", "a=1 | groupBy(b)", "--window=1m").out());
  }

  @Test
  void problemsStandInTheMachineForm() throws IOException {
    CommandRun run = CommandRun.of("explain", "--json", "x := lowr(a)");
    assertEquals(2, run.exit());
    JsonNode report = new JsonMapper().readTree(run.out());
    assertEquals(0, report.get("explained").size());
    assertEquals("unknown-function", report.at("/problems/0/code").asText());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
