package dev.lanner.lookups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.run.Environment.LookupFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupsTest {
  private static final String QUOTING =
      "a value with a comma, a quote or a line end in it stands in quotes, a quote in it twice";
  private static final String JSON_FORM =
      "write a list of objects, [{\"host\": \"a\"}, …], or an object of them by key, {\"a\": {…},"
          + " …}";

  @TempDir private Path folder;

  private static LookupFile file(String name, String content) {
    return Lookups.of(Map.of(name, content)).find(name).orElseThrow();
  }

  @Test
  void csvHasHeaderAndRows() {
    LookupFile file = file("a.csv", "x,y\n1,2\r\n3,\n\n,4");
    assertEquals(List.of("x", "y"), file.columns());
    assertEquals(List.of(List.of("1", "2"), List.of("3", ""), List.of("", "4")), file.rows());
  }

  @Test
  void csvFieldsMayBeQuoted() {
    LookupFile file = file("a.csv", "x,\"y,z\"\n\"a \"\"b\"\"\",\"line\r\nend\"\n\"\", c d \n");
    assertEquals(List.of("x", "y,z"), file.columns());
    assertEquals(List.of(List.of("a \"b\"", "line\r\nend"), List.of("", " c d ")), file.rows());
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstColumn() {
    assertEquals(List.of("x"), file("a.csv", "\ufeffx\n1\n").columns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | a.csv:1: the file is empty; begin it with a line of column names",
        "x,x | a.csv:1: two columns are named `x`; rename one of them",
        "x,,y | a.csv:1: column 2 has no name; give it one",
        "x,y;;1,2;1 | a.csv:4: 1 value, but 2 columns; " + QUOTING,
        "x;\"a;b\";1,2 | a.csv:4: 2 values, but 1 column; " + QUOTING,
        "x;\"a\"b | a.csv:2: text behind a closing quote; " + QUOTING,
        "x;1;\"a;b | a.csv:3: a quote is opened here and never closed; " + QUOTING,
      })
  void wrongCsvIsNamedWithItsLine(String content, String message) {
    LookupException e =
        assertThrows(LookupException.class, () -> file("a.csv", content.replace(';', '\n')));
    assertEquals(message, e.getMessage());
  }

  @Test
  void csvIsReadWhateverItsLengthAndLetters() {
    StringBuilder text = new StringBuilder("n,näme\r\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(i).append(",\"Zoë \"\"№").append(i).append("\"\"\"\r\n");
    }
    LookupFile file = file("a.csv", text.toString());
    assertEquals(List.of("n", "näme"), file.columns());
    assertEquals(20_000, file.rows().size());
    assertEquals(List.of("19999", "Zoë \"№19999\""), file.rows().get(19_999));
  }

  private static List<List<String>> dashed(LookupFile file) {
    return file.rows().stream()
        .map(row -> row.stream().map(text -> text == null ? "-" : text).toList())
        .toList();
  }

  /** LogScale docs, "Supported File Types and Formats": values below objects are not returned. */
  @Test
  void jsonIsAListOfObjects() {
    LookupFile file =
        file(
            "a.json",
            "[{\"x\":\"1\",\"n\":1.50,\"o\":{\"p\":true}},{\"l\":[7],\"x\":null},{\"n\":\"\",\"b\":false}]");
    assertEquals(List.of("x", "n", "b"), file.columns());
    assertEquals(
        List.of(List.of("1", "1.50", "-"), List.of("-", "-", "-"), List.of("-", "", "false")),
        dashed(file));
  }

  /** LogScale docs, the same page: the keys of an object have no name, and are what is matched. */
  @Test
  void jsonIsAnObjectOfObjects() {
    LookupFile file =
        file("a.json", "{\"1\":{\"name\":\"chr\"},\"2\":{\"name\":\"krab\",\"x\":9}}");
    assertEquals(List.of(LookupFile.NAMELESS, "name", "x"), file.columns());
    assertEquals(List.of(List.of("1", "chr", "-"), List.of("2", "krab", "9")), dashed(file));
    assertEquals(1, file.column("name"));
    assertEquals(0, file.column("userid"));
    assertEquals(-1, file("b.json", "[{\"name\":\"chr\"}]").column("userid"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | a.json:1: neither a list nor an object of objects",
        "{\"a\":1} | a.json:1: the value of `a` is not an object",
        "[{};,1] | a.json:2: item 2 of the list is not an object",
        "[{};,{\"a\"}] | a.json:2: not JSON: Unexpected character ('}' (code 125)): was expecting a"
            + " colon to separate field name and value",
        "[{\"a\":1;,\"a\":2}] | a.json:2: not JSON: Duplicate field 'a'",
        "'' | a.json:1: neither a list nor an object of objects",
      })
  void wrongJsonIsNamed(String content, String message) {
    LookupException e =
        assertThrows(LookupException.class, () -> file("a.json", content.replace(';', '\n')));
    assertEquals(message + "; " + JSON_FORM, e.getMessage());
  }

  @Test
  void textBehindJsonIsNamed() {
    assertEquals(
        "a.json:1: more text behind the end; one list or object is a file",
        assertThrows(LookupException.class, () -> file("a.json", "[] []")).getMessage());
    assertEquals(
        "a.json:2: the file ends in the middle of its JSON; complete it",
        assertThrows(LookupException.class, () -> file("a.json", "[{},\n{\"a\":1")).getMessage());
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
    assertEquals(List.of(List.of("1")), lookups.find("a.csv").orElseThrow().rows());
  }

  @Test
  void whatCannotBeReadIsNamed() throws Exception {
    Path gone = folder.resolve("gone");
    assertEquals(
        "lookup folder `" + gone + "` does not exist",
        assertThrows(LookupException.class, () -> Lookups.read(gone)).getMessage());
    Path bad = folder.resolve("bad.csv");
    Files.write(bad, new byte[] {'x', '\n', 'y', (byte) 0xff});
    Lookups lookups = Lookups.read(folder);
    assertEquals(
        bad + ":2: not UTF-8; save the file as UTF-8",
        assertThrows(LookupException.class, () -> lookups.find("bad.csv")).getMessage());
  }

  private static byte[] sent(Lookups lookups) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(lookups);
    }
    return bytes.toByteArray();
  }

  private static Lookups received(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (Lookups) in.readObject();
    }
  }

  @Test
  void filesTravelOnceToEachMachine() throws Exception {
    Lookups site = Lookups.of(Map.of("b.json", "[{\"x\":1},{\"y\":\"é\"}]"));
    byte[] job = sent(site);
    assertSame(site, received(job));
    Lookups.forgetAll();
    Lookups there = received(job);
    assertNotSame(site, there);
    assertSame(there, received(job));
    assertEquals(
        List.of(List.of("1", "-"), List.of("-", "é")), dashed(there.find("b.json").orElseThrow()));
  }

  @Test
  void largeFilesStayWhereTheyAre() throws Exception {
    Path large = folder.resolve("large.csv");
    Files.writeString(large, "x\n" + "0123456789abcde\n".repeat(300_000));
    Files.writeString(folder.resolve("small.csv"), "x\n1\n");
    Lookups site = Lookups.read(folder);
    assertEquals(300_000, site.find("large.csv").orElseThrow().rows().size());
    site.find("small.csv");
    byte[] job = sent(site);
    assertTrue(job.length < 10_000, job.length + " bytes");
    Lookups.forgetAll();
    assertEquals(300_000, received(job).find("large.csv").orElseThrow().rows().size());

    Files.delete(folder.resolve("small.csv"));
    Files.writeString(large, "x\n1\n");
    Lookups.forgetAll();
    Lookups there = received(job);
    assertEquals(List.of(List.of("1")), there.find("small.csv").orElseThrow().rows());
    assertEquals(
        large + ": not the file that the job was submitted with; copy that one here",
        assertThrows(LookupException.class, () -> there.find("large.csv")).getMessage());
    Files.delete(large);
    assertEquals(
        large + ": does not exist on this machine; copy it here",
        assertThrows(LookupException.class, () -> there.find("large.csv")).getMessage());
  }

  @Test
  void filesOverruleOthersOfTheirName() throws Exception {
    Files.writeString(folder.resolve("a.csv"), "x\nsite\n");
    Files.writeString(folder.resolve("b.csv"), "x\nsite\n");
    Lookups site = Lookups.read(folder);
    Lookups both = Lookups.of(Map.of("a.csv", "x\ntest\n")).or(site);
    assertEquals(List.of(List.of("test")), both.find("a.csv").orElseThrow().rows());
    assertEquals(List.of(List.of("site")), both.find("b.csv").orElseThrow().rows());
    Lookups other = site.or(Lookups.of(Map.of("a.csv", "x\ntest\n")));
    assertEquals(List.of(List.of("site")), other.find("a.csv").orElseThrow().rows());
  }

  @Test
  void whatIsMadeOfAFileIsMadeOnce() {
    LookupFile file = file("a.csv", "x\n1\n");
    Object made = file.derived("key", Object::new);
    assertSame(made, file.derived("key", Object::new));
    assertNotSame(made, file.derived("other", Object::new));
  }

  @Test
  void missingTuningLookupHasNoRowsAndAWarning() {
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

  @Test
  void theGuideNamesEveryFileAndItsColumns() throws Exception {
    String guide = Files.readString(Path.of("conf", "lookups", "README.md"));
    for (TuningLookup tuning : TuningLookup.values()) {
      String columns = String.join(",", tuning.empty().columns());
      assertTrue(guide.contains("| `" + tuning.file() + "` | `" + columns + "` |"), tuning.file());
    }
    for (String name : List.of("ioc.csv", "ioc.json", "rdns.csv", "rdns.json", ".mmdb")) {
      assertTrue(guide.contains("`" + name + "`"), name);
    }
    for (String columns :
        List.of("`indicator`, `type`", "`malicious_confidence`", "`ip`, `hostname`")) {
      assertTrue(guide.contains(columns), columns);
    }
  }
}
