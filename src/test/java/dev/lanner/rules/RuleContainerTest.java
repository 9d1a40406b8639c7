package dev.lanner.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.lookups.Lookups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formats of others; shapes as the formats' owners document them. */
class RuleContainerTest {
  @TempDir private Path root;

  private RuleSet load(String name, String content) throws IOException {
    Files.writeString(root.resolve(name), content);
    return RuleSet.load(List.of(root), RuleSetOptions.toRun(Lookups.NONE));
  }

  private static Rule only(RuleSet set) {
    assertEquals(List.of(), set.problems());
    assertEquals(1, set.rules().size());
    return set.rules().get(0);
  }

  @Test
  void legacyAlert() throws IOException {
    Rule rule =
        only(
            load(
                "scans.yaml",
                """
                $schema: https://schemas.humio.com/alert/v0.3.0
                name: Ports per host
                description: Many ports
                enabled: true
                queryString: |-
                  #event_simpleName=NetworkConnectIP4
                  | groupBy([aid], function=count(as=hits))
                timeInterval: 1h
                throttleTime: 2h
                throttleField: aid
                actionNameReferences: []
                """));
    assertEquals("scans", rule.id());
    assertEquals("Ports per host", rule.title());
    assertEquals("Many ports", rule.description());
    assertEquals(
        "#event_simpleName=NetworkConnectIP4\n| groupBy([aid], function=count(as=hits))",
        rule.query());
    assertEquals(Optional.of(Duration.ofHours(1)), rule.window());
    assertEquals(
        Optional.of(new Rule.Throttle(List.of("aid"), Duration.ofHours(2))), rule.throttle());
  }

  @Test
  void filterAlert() throws IOException {
    Rule rule =
        only(
            load(
                "a.yml",
                """
                $schema: https://schemas.humio.com/filteralert/v0.1.0
                name: Scanner
                enabled: true
                labels: [recon, T1595.001]
                triggerLimit: 1
                queryString: FileName=nmap.exe
                actionNameReferences: []
                """));
    assertEquals(List.of("attack.reconnaissance", "attack.t1595.001"), rule.tags());
    assertEquals(Optional.empty(), rule.window());
    assertEquals(Optional.empty(), rule.throttle());
  }

  @Test
  void aggregateAlert() throws IOException {
    Rule rule =
        only(
            load(
                "a.yml",
                """
                name: Ports
                queryString: "groupBy([ComputerName]) | _count > 5"
                searchIntervalSeconds: 3600
                queryTimestampType: event-timestamp
                triggerMode: complete-mode
                throttleTimeSeconds: 60
                enabled: true
                """));
    assertEquals(Optional.of(Duration.ofHours(1)), rule.window());
    assertEquals(Optional.of(new Rule.Throttle(List.of(), Duration.ofMinutes(1))), rule.throttle());
  }

  @Test
  void scheduledSearch() throws IOException {
    Rule rule =
        only(
            load(
                "a.yml",
                """
                $schema: https://schemas.humio.com/scheduledsearch/v0.1.0
                name: Daily
                enabled: true
                queryString: count()
                schedule: H 2 * * *
                timeZone: UTC+00:00
                queryStart: 7d
                queryEnd: 1d
                backfillLimit: 0
                """));
    assertEquals(Optional.of(Duration.ofDays(6)), rule.window());
  }

  @Test
  void kubernetesResource() throws IOException {
    Rule rule =
        only(
            load(
                "a.yaml",
                """
                apiVersion: core.humio.com/v1alpha1
                kind: HumioAggregateAlert
                metadata: {name: x}
                spec:
                  name: Ports
                  queryString: count()
                  searchIntervalSeconds: 60
                  throttleTimeSeconds: 0
                """));
    assertEquals("Ports", rule.title());
    assertEquals(Optional.of(Duration.ofMinutes(1)), rule.window());
    assertEquals(Optional.empty(), rule.throttle());
  }

  @Test
  void hubQuery() throws IOException {
    Rule rule =
        only(
            load(
                "rare_ports.yml",
                """
                # --- Query Metadata ---
                name: Rare ports
                mitre_ids:
                  - T1046
                description: Few hosts talk to them.
                author: Somebody
                log_sources: [Endpoint]
                tags: [Hunting]
                cql: |
                  | #event_simpleName=NetworkConnectIP4
                explanation: |
                  More.
                """));
    assertEquals("rare_ports", rule.id());
    assertEquals("Rare ports", rule.title());
    assertEquals(List.of("attack.discovery", "attack.t1046"), rule.tags());
  }

  @Test
  void hubQueryThatAggregatesNeedsAWindowFromOutside() throws IOException {
    String text = "name: N\ncql: |\n  x=1\n  | count()\n";
    RuleSet set = load("a.yml", text);
    assertEquals(List.of(), set.rules());
    assertEquals("window-missing", set.problems().get(0).code());
    assertEquals(3, set.problems().get(0).line());
    assertEquals(3, set.problems().get(0).column());
  }

  @Test
  void alertThatIsSwitchedOffIsNotLoaded() throws IOException {
    RuleSet set = load("a.yml", "name: N\nenabled: false\nqueryString: x=1\n");
    assertTrue(set.ok());
    assertEquals(List.of(), set.rules());
    assertEquals("switched off, not loaded", set.problems().get(0).message());
  }

  @Test
  void commentInAFoldedQueryIsAWarning() throws IOException {
    RuleSet set = load("a.yml", "name: N\nqueryString: >-\n  x=1 // one\n  | y=2\n");
    assertEquals("folded-query", set.problems().get(0).code());
    assertEquals(2, set.problems().get(0).line());
  }

  @Test
  void savedQueryIsThereForRules() throws IOException {
    Files.writeString(root.resolve("a.cql"), "x=1 | $only22()");
    RuleSet set =
        load(
            "z.yml",
            """
            $schema: https://schemas.humio.com/query/v0.3.0
            name: only22
            timeInterval: {start: 7d, isLive: false}
            queryString: RemotePort=22
            """);
    assertEquals("a", only(set).id());
    assertEquals("RemotePort=22", set.savedQueries().get("only22"));
  }

  @Test
  void otherYamlInAFolderIsOnlyTold() throws IOException {
    RuleSet set = load("a.yml", "$schema: https://schemas.humio.com/action/v0.4.0\nname: Mail\n");
    assertTrue(set.ok());
    assertEquals(0, set.refused());
    assertEquals("not-a-rule", set.problems().get(0).code());
  }
}
