package dev.lanner.lookups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.run.Environment.LookupFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupsTest {
  @TempDir private Path folder;

  private static LookupFile file(String name, String content) throws LookupException {
    return Lookups.of(Map.of(name, content)).find(name).orElseThrow();
  }

  @Test
  void csvHasHeaderAndRows() throws LookupException {
    LookupFile file = file("a.csv", "x,y\n1,2\r\n3,\n\n,4");
    assertEquals(List.of("x", "y"), file.columns());
    assertEquals(List.of(List.of("1", "2"), List.of("3", ""), List.of("", "4")), file.rows());
  }

  @Test
  void csvFieldsMayBeQuoted() throws LookupException {
    LookupFile file = file("a.csv", "x,\"y,z\"\n\"a \"\"b\"\"\",\"line\r\nend\"\n\"\", c d \n");
    assertEquals(List.of("x", "y,z"), file.columns());
    assertEquals(List.of(List.of("a \"b\"", "line\r\nend"), List.of("", " c d ")), file.rows());
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstColumn() throws LookupException {
    assertEquals(List.of("x"), file("a.csv", "\ufeffx\n1\n").columns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | a.csv:1: the file is empty; it needs a line of column names",
        "x,x | a.csv:1: two columns are named `x`",
        "x,,y | a.csv:1: a column has no name",
        "x,y;;1,2;1 | a.csv:4: 1 values, but 2 columns",
        "x;\"a;b\";1,2 | a.csv:4: 2 values, but 1 columns",
        "x;\"a\"b | a.csv:2: more text behind a closing quote",
        "x;1;\"a;b | a.csv:3: a quote is opened and never closed",
      })
  void wrongCsvIsNamedWithItsLine(String content, String message) {
    LookupException e =
        assertThrows(LookupException.class, () -> file("a.csv", content.replace(';', '\n')));
    assertEquals(message, e.getMessage());
  }

  @Test
  void jsonIsAListOfObjects() throws LookupException {
    LookupFile file =
        file(
            "a.json",
            "[{\"x\":\"1\",\"n\":1.50,\"o\":{\"p\":true}},{\"l\":[7],\"x\":null},{\"n\":\"\"}]");
    assertEquals(List.of("x", "n", "o.p", "l[0]"), file.columns());
    assertEquals(
        List.of(
            List.of("1", "1.50", "true", "-"),
            List.of("-", "-", "-", "7"),
            List.of("-", "", "-", "-")),
        file.rows().stream()
            .map(row -> row.stream().map(text -> text == null ? "-" : text).toList())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1} | a.json:1: expected a JSON list of objects",
        "[{},1] | a.json:1: item 2 of the list is not an object",
        "[{};,{\"a\"}] | a.json:2: not JSON",
        "[] [] | a.json:1: not JSON",
      })
  void wrongJsonIsNamed(String content, String message) {
    LookupException e =
        assertThrows(LookupException.class, () -> file("a.json", content.replace(';', '\n')));
    assertEquals(message, e.getMessage());
  }

  @Test
  void folderIsReadAtAnyDepth() throws Exception {
    Files.createDirectories(folder.resolve("team/.git"));
    Files.writeString(folder.resolve("a.csv"), "x\n1\n");
    Files.writeString(folder.resolve("team/b.json"), "[]");
    Files.writeString(folder.resolve("README.md"), "x");
    Files.writeString(folder.resolve("team/.git/c.csv"), "");
    Lookups lookups = Lookups.read(folder);
    assertEquals(Set.of("a.csv", "team/b.json"), lookups.names());
    assertTrue(lookups.find("b.json").isEmpty());
  }

  @Test
  void whatCannotBeReadIsNamed() throws Exception {
    Path gone = folder.resolve("gone");
    assertEquals(
        "lookup folder `" + gone + "` does not exist",
        assertThrows(LookupException.class, () -> Lookups.read(gone)).getMessage());
    Path bad = folder.resolve("bad.csv");
    Files.write(bad, new byte[] {'x', (byte) 0xff});
    assertEquals(
        bad + ":1: not UTF-8",
        assertThrows(LookupException.class, () -> Lookups.read(folder)).getMessage());
  }

  @Test
  void filesTravelAndOverrule() throws Exception {
    Lookups site = Lookups.of(Map.of("a.csv", "x\nsite\n", "b.json", "[{\"x\":1},{\"y\":2}]"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(site);
    }
    Lookups there;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      there = (Lookups) in.readObject();
    }
    Lookups both = Lookups.of(Map.of("a.csv", "x\ntest\n")).or(there);
    assertEquals(List.of(List.of("test")), both.find("a.csv").orElseThrow().rows());
    assertEquals(
        List.of(Arrays.asList("1", null), Arrays.asList(null, "2")),
        both.find("b.json").orElseThrow().rows());
  }

  @Test
  void missingTuningLookupHasNoRowsAndAWarning() throws LookupException {
    RuleEnvironment world =
        new RuleEnvironment(Lookups.of(Map.of("scanner_hosts.csv", "ComputerName\n")));
    assertEquals(List.of(), world.warnings());
    LookupFile engagements = world.lookup("engagements.csv").orElseThrow();
    assertEquals(List.of("ComputerName", "UserName", "from", "until"), engagements.columns());
    assertEquals(List.of(), engagements.rows());
    world.lookup("scanner_hosts.csv");
    assertTrue(world.lookup("other.csv").isEmpty());
    assertEquals(
        List.of(
            "lookup file `engagements.csv` is missing: no exception holds by it",
            "lookup file `scanner_hosts.csv` has no rows: no exception holds by it"),
        world.warnings());
  }

  @Test
  void timeIsThatOfTheEvaluation() {
    RuleEnvironment world =
        new RuleEnvironment(Lookups.NONE, Map.of("q", "x=1"), Map.of("p", List.of("1", "2")));
    world.at(30, 10, 20);
    assertEquals(List.of(30L, 10L, 20L), List.of(world.now(), world.start(), world.end()));
    assertEquals("x=1", world.savedQuery("q").orElseThrow());
    assertEquals(List.of("1", "2"), world.parameter("p"));
    assertEquals(List.of(), world.parameter("none"));
  }

  @Test
  void shippedFilesHaveTheColumnsRulesAskForAndExamplesThatMatchNothing() throws Exception {
    Lookups shipped = Lookups.read(Path.of("conf", "lookups"));
    assertEquals(TuningLookup.values().length, shipped.names().size());
    for (TuningLookup tuning : TuningLookup.values()) {
      LookupFile file = shipped.find(tuning.file()).orElseThrow();
      assertEquals(tuning.empty().columns(), file.columns());
      assertEquals(1, file.rows().size());
      String first = file.rows().get(0).get(0);
      assertTrue(first.contains(".example.com") || first.startsWith("192.0.2."), first);
    }
  }
}
