package dev.lanner.cql.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whole messages of every lint, and queries in which it has nothing to say. */
class LintSpecTest {
  private static final Path FILE = Path.of("src/test/resources/lint/lints.spec");

  private record Case(String title, Setting setting, String query, List<String> says) {}

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String block : Files.readString(FILE).split("\n(?=== )")) {
      List<String> lines = block.lines().toList();
      if (!lines.get(0).startsWith("== ")) {
        continue;
      }
      Setting setting = Setting.SEARCH;
      String query = "";
      List<String> says = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith("rule")) {
          setting = Setting.rule(!line.endsWith("windowless"), line.endsWith("sliding"));
        } else if (line.startsWith("query: ")) {
          query = line.substring("query: ".length());
        } else if (line.startsWith("times: ")) {
          query = query.repeat(Integer.parseInt(line.substring("times: ".length())));
        } else if (line.startsWith("says: ")) {
          says.add(line.substring("says: ".length()).strip());
        }
      }
      cases.add(new Case(lines.get(0).substring(3), setting, query, says));
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    return cases().stream()
        .map(one -> dynamicTest(one.title(), () -> assertEquals(one.says(), said(one))));
  }

  private static List<String> said(Case one) {
    Query query = Parser.parse(one.query(), Parser.Dialect.SEEDS);
    assertEquals(List.of(), query.problems());
    return Lints.of(query, one.setting()).stream().map(LintSpecTest::line).toList();
  }

  private static String line(Problem problem) {
    String severity = problem.severity().name().toLowerCase(Locale.ROOT);
    return (problem.span().start() + 1)
        + (" " + severity + "[" + problem.code() + "] ")
        + (problem.message() + " = " + problem.hint());
  }

  @Test
  void everyLintHasAFiringAndAQuietExample() throws IOException {
    Set<String> lints =
        Stream.of(Code.values())
            .filter(code -> code.part() == Code.Part.LINT)
            .map(Code::code)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> firing = new TreeSet<>();
    Set<String> quiet = new TreeSet<>();
    for (Case one : cases()) {
      one.says().forEach(said -> firing.add(said.replaceAll(".*?\\[(.*?)\\].*", "$1")));
      if (one.says().isEmpty()) {
        quiet.add(one.title().split(":")[0]);
      }
    }
    assertEquals(lints, firing);
    assertEquals(lints, quiet);
  }
}
