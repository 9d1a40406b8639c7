package dev.lanner.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {

  private static List<String> messages(YamlDocument document) {
    return document.problems().stream().map(YamlProblem::toString).toList();
  }

  @Test
  void valuesAreTextsAsWritten() {
    YamlNode root =
        YamlDocument.read(
                "a.yml", "port: 0x1F\nyes: no\nday: 2027-06-30\ntext: |\n  two\n  lines\n")
            .root();
    assertEquals("0x1F", root.required("port").text());
    assertEquals("no", root.required("yes").text());
    assertEquals("2027-06-30", root.required("day").text());
    assertEquals("two\nlines\n", root.required("text").text());
  }

  @Test
  void listsAndSingleTextsReadAsTexts() {
    YamlNode root = YamlDocument.read("a.yml", "a: [x, y]\nb: z\n").root();
    assertEquals(List.of("x", "y"), root.required("a").texts());
    assertEquals(List.of("z"), root.required("b").texts());
  }

  @Test
  void allProblemsAreToldAtTheirPlaces() {
    YamlDocument document =
        YamlDocument.read("rule.yml", "titel: x\nwindow:\n  - 5m\nid: 1\nid: 2\nversion: one\n");
    document.root().allowKeys("id", "title", "window", "version");
    document.root().required("title").text();
    document.root().required("window").text();
    document.root().required("version").as("a whole number", Integer::valueOf);
    assertEquals(
        List.of(
            "rule.yml:1:1: the key `title` is missing",
            "rule.yml:1:1: unknown key `titel`; did you mean `title`?",
            "rule.yml:3:3: expected a text, found a list",
            "rule.yml:5:1: the key `id` is there twice",
            "rule.yml:6:10: expected a whole number, found `one`"),
        messages(document));
  }

  @Test
  void aKeyWithoutValueIsAbsent() {
    YamlNode root = YamlDocument.read("a.yml", "slide:\nwindow: ~\n").root();
    assertEquals(Optional.empty(), root.get("slide"));
    assertEquals(Optional.empty(), root.get("window"));
  }

  @Test
  void whatIsNoYamlSaysWhere() {
    YamlDocument document = YamlDocument.read("a.yml", "a: [1, 2\nb: 3\n");
    assertEquals(1, document.problems().size());
    assertEquals(2, document.problems().get(0).line());
  }

  @Test
  void aliasesAreRefused() {
    YamlDocument document = YamlDocument.read("a.yml", "a: &x 1\nb: *x\n");
    assertEquals(
        List.of("a.yml:2:4: aliases are not read here; write the value out"), messages(document));
  }

  @Test
  void anEmptyFileAndTwoDocumentsAreProblems() {
    assertEquals(List.of("a.yml:1:1: the file is empty"), messages(YamlDocument.read("a.yml", "")));
    assertEquals(
        List.of("a.yml:3:1: a second document in one file"),
        messages(YamlDocument.read("a.yml", "a: 1\n---\nb: 2\n")));
  }
}
