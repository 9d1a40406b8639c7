package dev.lanner.lookups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.compile.Evaluation;
import dev.lanner.cql.compile.Inputs;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.syntax.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInQueriesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/lanner/lookups/saved");
  private static final RuleEnvironment PLAIN = new RuleEnvironment(Lookups.NONE);

  private static List<Map<String, String>> run(
      String query, RuleEnvironment world, Map<String, String> event) {
    FieldTable fields = new FieldTable();
    CompileResult compiled =
        Compiler.compile(
            Parser.parse(query, Parser.Dialect.SEEDS),
            new CompileOptions(fields, world, FunctionRegistry.standard(), false, true));
    assertEquals(List.of(), compiled.problems());
    List<Map<String, String>> rows = new ArrayList<>();
    Inputs input = () -> List.of(new MapEvent(fields, event));
    Evaluation.run(compiled.query().orElseThrow(), input, row -> rows.add(row.toMap()));
    return rows;
  }

  private static String decoded(String field, String value) {
    return run("$falcon/helper:enrich(field=" + field + ")", PLAIN, Map.of(field, value))
        .get(0)
        .get(field);
  }

  private static String host(RuleEnvironment world, Map<String, String> event) {
    return run("$\"crowdstrike/fltr-run:ComputerName\"()", world, event).get(0).get("ComputerName");
  }

  @Test
  void everyTextParsesInTheLanguageItself() throws IOException {
    List<Path> texts;
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      texts = files.filter(Files::isRegularFile).toList();
    }
    assertEquals(BuiltInQueries.names().size() + 2, texts.size());
    for (Path text : texts) {
      assertEquals(
          List.of(),
          Parser.parse(Files.readString(text), Parser.Dialect.STRICT).problems(),
          text.toString());
    }
  }

  @Test
  void everyOneIsThereAndCompiles() {
    for (String name : BuiltInQueries.names()) {
      assertTrue(BuiltInQueries.find(name, file -> false).isPresent(), name);
      run("$\"" + name + "\"(field=LogonType)", PLAIN, Map.of());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LogonType,2,Interactive",
    "LogonType,10,Remote Interactive",
    "LogonType,99,99",
    "Protocol,6,TCP",
    "Protocol,17,UDP",
    "ConnectionDirection,0,Outbound",
    "ConnectionDirection,1,Inbound",
    "IntegrityLevel,16384,System",
    "ProductType,2,Domain Controller",
    "UserIsAdmin,1,Yes",
    "SubStatus,3221225578,Wrong password",
    "SubStatus,-1073741718,Wrong password",
    "SubStatus,0xC000006A,Wrong password",
    "SubStatus,3221226036,Account locked out",
    "FileCategory,6,Executable Files",
    "Unheard,1,1"
  })
  void enrichDecodesDocumentedValues(String field, String value, String words) {
    assertEquals(words, decoded(field, value));
  }

  @Test
  void enrichLeavesOtherFieldsAndEventsWithoutTheField() {
    assertEquals(
        List.of(Map.of("Protocol", "6", "LogonType", "Network")),
        run(
            "$falcon/helper:enrich(field=LogonType)",
            PLAIN,
            Map.of("Protocol", "6", "LogonType", "3")));
    assertEquals(
        List.of(Map.of("Protocol", "6")),
        run("$falcon/helper:enrich(field=LogonType)", PLAIN, Map.of("Protocol", "6")));
  }

  @Test
  void logonTypesHaveNamesBesideTheNumber() {
    String query = "$\"crowdstrike/fltr-core:zLogonTypeName\"()";
    assertEquals(
        List.of(Map.of("LogonType", "5", "LogonTypeName", "Service")),
        run(query, PLAIN, Map.of("LogonType", "5")));
    assertEquals(List.of(Map.of("x", "1")), run(query, PLAIN, Map.of("x", "1")));
  }

  @Test
  void hostsHaveTheirNameThatOfTheTableOrTheirAid() throws LookupException {
    RuleEnvironment table =
        new RuleEnvironment(
            Lookups.of(Map.of("aid_master_main.csv", "aid,ComputerName\na1,WS-1\n")));
    assertEquals("WS-9", host(table, Map.of("aid", "a1", "ComputerName", "WS-9")));
    assertEquals("WS-1", host(table, Map.of("aid", "a1")));
    assertEquals("a2", host(table, Map.of("aid", "a2")));
    assertEquals("a1", host(PLAIN, Map.of("aid", "a1")));
  }

  @Test
  void linksLeadToTheConsoleOfTheSensorsCloud() {
    String query =
        "$\"crowdstrike/fltr-core:zUrlFalconPid\"() | $\"crowdstrike/fltr-core:zUrlFalconAid\"()";
    Map<String, String> event =
        Map.of("aid", "a1", "TargetProcessId", "77", "ConfigBuild", "1007.3.0017005.10");
    Map<String, String> row = run(query, PLAIN, event).get(0);
    assertEquals(
        "[Process"
            + " Explorer](https://falcon.eu-1.crowdstrike.com/investigate/process-explorer/a1/77)",
        row.get("Process Explorer"));
    assertEquals(
        "[Host Management](https://falcon.eu-1.crowdstrike.com/hosts/hosts/host/a1)",
        row.get("Host Management"));
    assertEquals(
        Set.of(
            "aid",
            "TargetProcessId",
            "ConfigBuild",
            "Process Explorer",
            "Graph Explorer",
            "Host Management",
            "RTR"),
        row.keySet());
    assertEquals(List.of(Map.of("x", "1")), run(query, PLAIN, Map.of("x", "1")));
  }

  @Test
  void flowsHaveTheirEndsWhoeverOpenedThem() {
    String query = "$crowdstrike/fltr-intelgeo:zIOC_traffic_field_normalization()";
    Map<String, String> out =
        Map.of(
            "#event_simpleName", "NetworkConnectIP4",
            "LocalAddressIP4", "10.0.0.1",
            "RemoteAddressIP4", "192.0.2.1");
    assertEquals("192.0.2.1", run(query, PLAIN, out).get(0).get("destination.ip"));
    Map<String, String> in = new HashMap<>(out);
    in.put("#event_simpleName", "NetworkReceiveAcceptIP4");
    assertEquals("10.0.0.1", run(query, PLAIN, in).get(0).get("destination.ip"));
    assertEquals(List.of(), run(query, PLAIN, Map.of("#event_simpleName", "DnsRequest")));
  }

  /** Both ends of a flow see it under one id (Community ID, version 1). */
  @Test
  void bothEndsOfAFlowHaveOneCommunityId() {
    String query = "$\"crowdstrike/fltr-core:zCommunityId\"()";
    Map<String, String> opened =
        Map.of(
            "#event_simpleName", "NetworkConnectIP4",
            "Protocol", "6",
            "LocalAddressIP4", "128.232.110.120",
            "LocalPort", "34855",
            "RemoteAddressIP4", "66.35.250.204",
            "RemotePort", "80");
    Map<String, String> accepted =
        Map.of(
            "#event_simpleName", "NetworkReceiveAcceptIP4",
            "Protocol", "6",
            "LocalAddressIP4", "66.35.250.204",
            "LocalPort", "80",
            "RemoteAddressIP4", "128.232.110.120",
            "RemotePort", "34855");
    // From the specification's own examples.
    String id = "1:LQU9qZlK+B5F3KDmev6m5PMibrg=";
    assertEquals(id, run(query, PLAIN, opened).get(0).get("CommunityId"));
    assertEquals(id, run(query, PLAIN, accepted).get(0).get("CommunityId"));
  }

  @Test
  void usersHaveTheirNameOrTheirSid() {
    String query = "$\"crowdstrike/fltr-core:zUserName\"() | select(UserName)";
    assertEquals(
        List.of(Map.of("UserName", "u")),
        run(query, PLAIN, Map.of("UserName", "u", "UserSid", "s")));
    assertEquals(List.of(Map.of("UserName", "s")), run(query, PLAIN, Map.of("UserSid", "s")));
    assertEquals(List.of(Map.of("UserName", "NotMatched")), run(query, PLAIN, Map.of("x", "1")));
  }

  @Test
  void theOneOfTheUserGoesBefore() {
    RuleEnvironment own =
        new RuleEnvironment(
            Lookups.NONE, Map.of("falcon/helper:enrich", "LogonType := \"mine\""), Map.of());
    assertEquals(
        "mine",
        run("$falcon/helper:enrich(field=LogonType)", own, Map.of("LogonType", "2"))
            .get(0)
            .get("LogonType"));
  }

  @Test
  void whatIsNotBuiltInIsNotThere() {
    assertEquals(Optional.empty(), PLAIN.savedQuery("falcon/helper:../enrich"));
    assertEquals(Optional.empty(), PLAIN.savedQuery("enrich"));
  }

  @Test
  void subfoldersAreNamespaces(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("plain.cql"), "x=1");
    Files.createDirectories(folder.resolve("our/pack"));
    Files.writeString(folder.resolve("our/pack/hosts.cql"), "y=1");
    Files.writeString(folder.resolve("our/note.txt"), "none");
    assertEquals(Map.of("plain", "x=1", "our/pack:hosts", "y=1"), SavedQueryFolder.read(folder));
  }
}
