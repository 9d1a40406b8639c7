package dev.lanner.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanner.lookups.Lookups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String COUNT = "RemotePort=22 | groupBy(RemoteAddressIP4)\n";

  @TempDir private Path root;

  private void file(String name, String content) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void rule(String folder, String yml, String cql) throws IOException {
    file(folder + "/rule.yml", yml);
    file(folder + "/rule.cql", cql);
  }

  private RuleSet load(RuleSetOptions options) {
    return RuleSet.load(List.of(root), options);
  }

  private RuleSet load() {
    return load(RuleSetOptions.toRun(Lookups.NONE));
  }

  /** The problems as printed, without the folder they are in. */
  private List<String> problems(RuleSet set) {
    return set.problems().stream()
        .map(problem -> problem.render().replace(root + "/", ""))
        .toList();
  }

  private Rule only(RuleSet set) {
    assertEquals(List.of(), problems(set));
    assertEquals(1, set.rules().size());
    return set.rules().get(0);
  }

  // Rule folders

  @Test
  void wholeRuleIsRead() throws IOException {
    rule(
        "discovery/t1046-scan",
        """
        id: 11111111-2222-3333-4444-555555555555
        version: 3
        title: Scan from one host
        status: stable
        level: high
        confidence: low
        author: somebody
        date: 2026-01-02
        modified: 2026-02-03
        tags: [attack.discovery, attack.t1046]
        description: |
          Many ports.
        references: [https://example.com/a]
        falsepositives:
          - scanners
        dataSources: [NetworkConnectIP4]
        window: 5m
        slide: 1m
        key: RemoteAddressIP4
        throttle: {fields: [RemoteAddressIP4], period: 1h}
        confirm:
          - when: "#event_simpleName=DnsRequest"
            query: "#event_simpleName=ProcessRollup2 | not ImageFileName=/chrome/i"
            by: [ComputerName]
            within: 60s
          - query: x=1
            pairs: [{ContextProcessId: TargetProcessId}, aid]
            within: 500ms
        exceptions:
          - {where: "a=1", owner: soc, reason: known, expires: 2027-06-30}
          - {where: "b=1", on: row, owner: soc, reason: known, expires: 2027-07-01}
        """,
        COUNT);
    Rule rule = only(load());
    assertEquals(
        new Rule(
            ID,
            3,
            "Scan from one host",
            Rule.Status.STABLE,
            Rule.Level.HIGH,
            "low",
            List.of("attack.discovery", "attack.t1046"),
            "Many ports.",
            List.of("https://example.com/a"),
            List.of("scanners"),
            List.of("NetworkConnectIP4"),
            COUNT,
            Optional.of(Duration.ofMinutes(5)),
            Optional.of(Duration.ofMinutes(1)),
            Optional.of("RemoteAddressIP4"),
            Optional.of(new Rule.Throttle(List.of("RemoteAddressIP4"), Duration.ofHours(1))),
            List.of(
                new Rule.Confirm(
                    Optional.of("#event_simpleName=DnsRequest"),
                    "#event_simpleName=ProcessRollup2 | not ImageFileName=/chrome/i",
                    List.of(new Rule.Pair("ComputerName", "ComputerName")),
                    Duration.ofSeconds(60)),
                new Rule.Confirm(
                    Optional.empty(),
                    "x=1",
                    List.of(
                        new Rule.Pair("ContextProcessId", "TargetProcessId"),
                        new Rule.Pair("aid", "aid")),
                    Duration.ofMillis(500))),
            List.of(
                new Rule.RuleException("a=1", false, "soc", "known", LocalDate.of(2027, 6, 30)),
                new Rule.RuleException("b=1", true, "soc", "known", LocalDate.of(2027, 7, 1))),
            Rule.OnEdit.KEEP,
            root.resolve("discovery/t1046-scan/rule.cql").toString()),
        rule);
  }

  @Test
  void whatIsNotSaidHasDefaults() throws IOException {
    rule("a", "id: " + ID + "\ntitle: T\n", "x=1\r\n| y=2\n");
    Rule rule = only(load());
    assertEquals(1, rule.version());
    assertEquals(Rule.Status.EXPERIMENTAL, rule.status());
    assertEquals(Rule.Level.MEDIUM, rule.level());
    assertEquals("medium", rule.confidence());
    assertEquals("x=1\n| y=2\n", rule.query(), "line ends do not change a rule");
    assertEquals(Optional.empty(), rule.window());
  }

  @Test
  void everythingWrongInOneFileIsToldAtOnceWithItsPlace() throws IOException {
    rule(
        "a",
        """
        id: 1234
        titel: T
        version: 0
        level: hihg
        tags: [attack.discovry, attack.t1046, cve.2026-1]
        window: 5 minutes
        window: 5m
        confirm:
          - query: x=1
            within: 60s
        exceptions:
          - {where: a=1, owner: soc, expires: 2027-06-31, on: host}
        """,
        "x=1\n");
    RuleSet set = load();
    assertEquals(List.of(), set.rules());
    assertEquals(1, set.refused());
    assertFalse(set.ok());
    assertEquals(
        List.of(
            """
            a/rule.yml:1:1: error[rule-file]: the key `title` is missing
               1 | id: 1234
                 | ^\
            """,
            """
            a/rule.yml:1:5: error[rule-file]: expected a UUID in small letters, found `1234`
               1 | id: 1234
                 |     ^\
            """,
            """
            a/rule.yml:2:1: error[rule-file]: unknown key `titel`
               2 | titel: T
                 | ^
                 = did you mean `title`?\
            """,
            """
            a/rule.yml:3:10: error[rule-file]: expected a whole number from 1, found `0`
               3 | version: 0
                 |          ^\
            """,
            """
            a/rule.yml:4:8: error[rule-file]: expected one of informational, low, medium, high,\
             critical, found `hihg`
               4 | level: hihg
                 |        ^\
            """,
            """
            a/rule.yml:5:8: error[rule-file]: `attack.discovry` is no tag
               5 | tags: [attack.discovry, attack.t1046, cve.2026-1]
                 |        ^
                 = write a tactic (attack.discovery) or a technique (attack.t1046)\
            """,
            """
            a/rule.yml:6:9: error[rule-file]: expected a duration such as 5m, found `5 minutes`
               6 | window: 5 minutes
                 |         ^\
            """,
            """
            a/rule.yml:7:1: error[rule-file]: the key `window` is there twice
               7 | window: 5m
                 | ^\
            """,
            """
            a/rule.yml:9:5: error[rule-file]: the key `by` is missing
               9 |   - query: x=1
                 |     ^\
            """,
            """
            a/rule.yml:12:5: error[rule-file]: the key `reason` is missing
              12 |   - {where: a=1, owner: soc, expires: 2027-06-31, on: host}
                 |     ^\
            """,
            """
            a/rule.yml:12:39: error[rule-file]: expected a day such as 2027-06-30, found\
             `2027-06-31`
              12 |   - {where: a=1, owner: soc, expires: 2027-06-31, on: host}
                 |                                       ^\
            """,
            """
            a/rule.yml:12:55: error[rule-file]: expected `event` or `row`, found `host`
              12 |   - {where: a=1, owner: soc, expires: 2027-06-31, on: host}
                 |                                                       ^\
            """),
        problems(set));
  }

  @Test
  void queryProblemsHaveTheirPlaceInTheFileOfTheQuery() throws IOException {
    rule(
        "a",
        """
        id: 11111111-2222-3333-4444-555555555555
        title: T
        confirm:
          - when: |
              a=1

              | lowr(b)
            query: "c=\\"1\\" | lowr(d)"
            by: [aid]
            within: 60s
        exceptions:
          - {where: 'e=1 | lowr(f)', owner: o, reason: r, expires: 2027-06-30}
          - where: g=1 | lowr(h)
            owner: o
            reason: r
            expires: 2027-06-30
        """,
        "é=1 |\n  lowr(x)\n");
    List<String> places =
        problems(load()).stream().map(text -> text.substring(0, text.indexOf(": "))).toList();
    assertEquals(
        List.of(
            "a/rule.yml:7:9",
            "a/rule.yml:8:23",
            "a/rule.yml:12:20",
            "a/rule.yml:13:18",
            "a/rule.cql:2:3"),
        places);
  }

  @Test
  void aggregateNeedsAWindow() throws IOException {
    rule("a", "id: " + ID + "\ntitle: T\n", COUNT);
    RuleSet set = load();
    assertEquals(
        List.of(
            """
            a/rule.cql:1:1: error[window-missing]: the query aggregates, and nothing says over\
             which window
               1 | RemotePort=22 | groupBy(RemoteAddressIP4)
                 | ^
                 = write `window: 5m` in rule.yml, or give --window\
            """),
        problems(set));
    Duration five = Duration.ofMinutes(5);
    RuleSet again = load(RuleSetOptions.toRun(Lookups.NONE).withDefaultWindow(five));
    assertEquals(Optional.of(five), only(again).window());
  }

  @Test
  void defaultWindowIsForAggregatesWithoutOne() throws IOException {
    rule("a", "id: " + ID + "\ntitle: T\nwindow: 1h\n", COUNT);
    file("b.cql", "x=1 | table([x])");
    RuleSet set = load(RuleSetOptions.toRun(Lookups.NONE).withDefaultWindow(Duration.ofMinutes(5)));
    assertEquals(List.of(), problems(set));
    assertEquals(Optional.of(Duration.ofHours(1)), set.rules().get(0).window());
    assertEquals(Optional.empty(), set.rules().get(1).window(), "table is no aggregate of a rule");
  }

  @Test
  void windowWithoutAggregateIsAWarning() throws IOException {
    rule("a", "id: " + ID + "\ntitle: T\nwindow: 1h\n", "x=1");
    RuleSet set = load();
    assertTrue(set.ok());
    assertEquals(Optional.empty(), set.rules().get(0).window());
    assertEquals(
        List.of(
            """
            a/rule.cql:1:1: warning[window-unused]: the query does not aggregate, so that the\
             rule's window has no meaning
               1 | x=1
                 | ^
                 = remove `window` from rule.yml\
            """),
        problems(set));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window: 5m;slide: 2m | a/rule.yml:4:8: error[rule-file]: the slide does not divide the"
            + " window: 2m of 5m",
        "window: 5m;slide: 10m | a/rule.yml:4:8: error[rule-file]: the slide does not divide the"
            + " window: 10m of 5m",
        "slide: 1m | a/rule.yml:3:8: error[rule-file]: a slide needs a window",
        "window: 5m;slide: 0s | a/rule.yml:4:8: error[rule-file]: expected a duration such as 5m,"
            + " found `0s`",
      })
  void slideDividesTheWindow(String settings, String message) throws IOException {
    rule("a", "id: " + ID + "\ntitle: T\n" + settings.replace(';', '\n') + "\n", COUNT);
    assertEquals(message, problems(load()).get(0).lines().findFirst().orElseThrow());
  }

  @Test
  void confirmAndExceptionsLookAtSingleEvents() throws IOException {
    rule(
        "a",
        """
        id: 11111111-2222-3333-4444-555555555555
        title: T
        confirm:
          - {query: count(), by: [aid], within: 20m}
        exceptions:
          - {where: count(), owner: o, reason: r, expires: 2027-06-30}
        """,
        "x=1");
    assertEquals(
        List.of(
            "a/rule.yml:4:13: error[aggregate-not-allowed]: the evidence of `confirm` looks at"
                + " single events and cannot aggregate",
            "a/rule.yml:4:13: error[confirm-horizon]: `within` is 20m, but candidates wait 15m at"
                + " most",
            "a/rule.yml:6:13: error[aggregate-not-allowed]: an exception looks at single events and"
                + " cannot aggregate"),
        problems(load()).stream().map(text -> text.lines().findFirst().orElseThrow()).toList());
    assertEquals(
        2,
        load(RuleSetOptions.toRun(Lookups.NONE).withConfirmHorizon(Duration.ofMinutes(20)))
            .problems()
            .size(),
        "the edge is allowed");
  }

  @Test
  void idsAreUnique() throws IOException {
    rule("a", "id: " + ID + "\ntitle: A\n", "x=1");
    rule("b", "id: " + ID + "\ntitle: B\n", "x=2");
    file("c/q.cql", "x=1");
    file("d/q.cql", "x=2");
    RuleSet set = load();
    assertEquals(List.of("A", "q"), set.rules().stream().map(Rule::title).toList());
    assertEquals(2, set.refused());
    assertEquals(
        List.of(
            "b/rule.cql: error[repeated-id]: the id `" + ID + "` is that of a/rule.cql already",
            "d/q.cql: error[repeated-id]: the id `q` is that of c/q.cql already"),
        problems(set));
  }

  @Test
  void folderNeedsBothFiles() throws IOException {
    file("a/rule.yml", "id: x");
    file("b/rule.cql", "x=1");
    assertEquals(
        List.of(
            "a/rule.cql: error[missing-file]: the rule's folder lacks this file",
            "b/rule.yml: error[missing-file]: the rule's folder lacks this file"),
        problems(load()));
    assertEquals(2, load().refused());
  }

  @Test
  void whatTestsNeedIsNoRule() throws IOException {
    rule("a", "id: " + ID + "\ntitle: A\n", "x=1");
    file("a/tests.yml", "cases: []");
    file("a/events/more.cql", "nonsense(");
    file("README.md", "x");
    only(load());
  }

  @Test
  void otherRulesAreLoadedBesideABrokenOne() throws IOException {
    file("a.cql", "lowr(x)");
    file("b.cql", "x=1");
    RuleSet set = load();
    assertEquals(List.of("b"), set.rules().stream().map(Rule::id).toList());
    assertEquals(1, set.refused());
  }

  // Lookup files

  @Test
  void missingLookupIsAnErrorToRunAndAWarningToCheck() throws Exception {
    file("a.cql", "match(file=\"hosts.csv\", field=ComputerName)");
    assertFalse(load().ok());
    assertTrue(load(RuleSetOptions.toCheck(Lookups.NONE)).ok());
    assertTrue(
        load(RuleSetOptions.toRun(Lookups.of(Map.of("hosts.csv", "ComputerName\nx\n")))).ok());
  }

  @Test
  void missingTuningLookupIsAWarning() throws IOException {
    file("a.cql", "!match(file=\"soc_hosts.csv\", field=ComputerName)");
    RuleSet set = load();
    assertTrue(set.ok());
    assertEquals(
        List.of(
            "lookups: warning[empty-lookup]: lookup file `soc_hosts.csv` is missing: no exception"
                + " holds by it"),
        problems(set));
  }

  @Test
  void missingDatabaseIsAnErrorToRunAndAWarningToCheck() throws Exception {
    file("a.cql", "asn(RemoteAddressIP4)");
    assertEquals(
        List.of(
            "a.cql:1:1: error[missing-database]: there is no database `asn` at hand",
            "= put GeoLite2-ASN.mmdb of MaxMind into `conf/lookups`, or into a folder that"
                + " --lookups names"),
        told(load()));
    RuleSet checked = load(RuleSetOptions.toCheck(Lookups.NONE));
    assertTrue(checked.ok());
    assertTrue(
        problems(checked)
            .get(0)
            .contains("a.cql:1:1: warning[missing-database]: there is no database `asn` at hand"));
  }

  /** The lines that are no excerpt, without the folder. */
  private List<String> told(RuleSet set) {
    return problems(set).stream()
        .flatMap(String::lines)
        .filter(line -> !line.contains(" | "))
        .map(String::strip)
        .toList();
  }

  /** DESIGN section 6: an exception has a last day. */
  @Test
  void expiredExceptionsAreTold() throws Exception {
    String exceptions =
        """
        id: %s
        title: A
        exceptions:
          - {where: "x=1", owner: soc, reason: r, expires: 2026-06-30}
          - {where: "match(engagements.csv, field=ComputerName)", owner: red, reason: r, expires: 2026-07-01}
        """;
    rule("a", exceptions.formatted(ID), "x=*");
    Lookups lookups =
        Lookups.of(
            Map.of(
                "engagements.csv",
                """
                ComputerName,UserName,from,until
                a.example.com,,2000-01-01,2000-01-31
                host1,,2026-01-01,2026-06-30
                host2,,2026-01-01,2026-07-01
                host3,,2026-01-01,soon
                """));
    RuleSetOptions options = RuleSetOptions.toRun(lookups);
    assertEquals(List.of(), problems(load(options)));
    RuleSet set = load(options.withToday(LocalDate.parse("2026-07-01")));
    assertTrue(set.ok());
    assertEquals(
        List.of(
            "a/rule.yml:4:14: warning[expired-exception]: the exception of `soc` expired on"
                + " 2026-06-30 and holds for no later event",
            "= ask for a new day, or remove it",
            "lookups: warning[expired-lookup]: lookup file `engagements.csv` has 1 row whose last"
                + " day is past: no exception holds by it"),
        told(set));
  }

  // Bare files

  @Test
  void bareQueryIsNamedByItsFile() throws IOException {
    file("T1590.005.cql", "x=1");
    file("my rule.cql", "x=1");
    file("x T1055.012 y.cql", "x=1");
    RuleSet set = load();
    assertEquals(
        List.of("T1590.005", "my rule", "x T1055.012 y"),
        set.rules().stream().map(Rule::id).toList());
    assertEquals(
        List.of(
            List.of("attack.reconnaissance", "attack.t1590.005"),
            List.of(),
            List.of("attack.t1055.012")),
        set.rules().stream().map(Rule::tags).toList());
    assertEquals("my rule", set.rules().get(1).title());
  }

  @Test
  void rulesComeInTheOrderOfPathsThenNames() throws IOException {
    for (String name : List.of("b/2.cql", "b/10.cql", "a/z.cql", "B/y.cql", ".git/x.cql")) {
      file(name, "x=1");
    }
    List<Path> paths = List.of(root.resolve("b"), root.resolve("a/z.cql"), root.resolve("B"));
    assertEquals(
        List.of("10", "2", "z", "y"),
        RuleSet.load(paths, RuleSetOptions.toRun(Lookups.NONE)).rules().stream()
            .map(Rule::id)
            .toList());
    assertEquals(List.of("y", "z", "10", "2"), load().rules().stream().map(Rule::id).toList());
  }

  @Test
  void ruleFolderMayBeNamedByOneOfItsFiles() throws IOException {
    rule("a", "id: " + ID + "\ntitle: A\n", "x=1");
    for (String name : List.of("a", "a/rule.cql", "a/rule.yml")) {
      RuleSet set = RuleSet.load(List.of(root.resolve(name)), RuleSetOptions.toRun(Lookups.NONE));
      assertEquals(ID, only(set).id());
    }
  }

  @Test
  void pathThatIsNoRuleIsNamed() throws IOException {
    file("a.txt", "x=1");
    file("b.yml", "x: 1\n");
    List<Path> paths = List.of(root.resolve("gone"), root.resolve("a.txt"), root.resolve("b.yml"));
    RuleSet set = RuleSet.load(paths, RuleSetOptions.toRun(Lookups.NONE));
    assertEquals(
        List.of(
            "gone: error[missing-path]: there is no such file or folder",
            "a.txt: error[not-a-rule]: a rule is a folder, a .cql file or a .yml or .yaml file",
            """
            b.yml:1:1: error[not-a-rule]: this YAML file holds no rule that is known here
               1 | x: 1
                 | ^
                 = known are rules with their query (`id`, `query`), LogScale alerts and scheduled\
             searches (`queryString`) and CQL-Hub queries (`cql`)\
            """),
        problems(set));
    assertTrue(load().ok(), "found in a folder it is only worth telling");
  }

  @Test
  void publishedSeedsAreReadUnchanged() {
    Path seeds = Path.of("..", "shared", "seeds");
    assumeTrue(Files.isDirectory(seeds), "the seeds are not here");
    RuleSet set =
        RuleSet.load(
            List.of(seeds),
            RuleSetOptions.toRun(Lookups.NONE).withDefaultWindow(Duration.ofMinutes(5)));
    assertEquals(List.of(), set.problems().stream().filter(SourceProblem::isError).toList());
    assertEquals(
        List.of("T1046", "T1590.005", "T1595", "T1596.005"),
        set.rules().stream().map(Rule::id).toList());
    assertEquals(
        List.of("TA0007", "TA0043", "TA0043", "TA0043"),
        set.rules().stream().map(rule -> Attack.tactic(rule.tags())).toList());
    assertEquals(
        List.of(false, false, true, false),
        set.rules().stream().map(rule -> rule.window().isPresent()).toList());
  }

  // Saved queries

  @Test
  void aFolderBesideTheRulesHoldsSavedQueriesAndNoRules() throws IOException {
    file("one.cql", "$our/pack:shells() | $plain()\n");
    file("saved/plain.cql", "x=1\n");
    file("saved/our/pack/shells.cql", "FileName=/sh$/\n");
    assertEquals("one", only(load()).id());
    assertEquals(
        Map.of("plain", "x=1\n", "our/pack:shells", "FileName=/sh$/\n"), load().savedQueries());
    RuleSet named =
        RuleSet.load(List.of(root.resolve("one.cql")), RuleSetOptions.toRun(Lookups.NONE));
    assertEquals("one", only(named).id());
  }

  @Test
  void builtInQueriesAreThereAndOthersAreNot() throws IOException {
    file("one.cql", "$falcon/helper:enrich(field=LogonType) | LogonType=Network\n");
    assertEquals("one", only(load()).id());
    file("two.cql", "$nowhere()\n");
    assertFalse(load().ok());
    assertTrue(load(RuleSetOptions.toCheck(Lookups.NONE)).ok());
  }
}
