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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertEquals(7, texts.size());
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
