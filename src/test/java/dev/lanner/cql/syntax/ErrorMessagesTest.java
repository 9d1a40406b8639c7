package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole messages, as a reader of the terminal sees them; the cases stand in {@code errors.spec}.
 */
class ErrorMessagesTest {
  @TestFactory
  Stream<DynamicTest> messages() throws IOException {
    Set<String> titles = new HashSet<>();
    return cases().stream()
        .map(
            spec -> {
              assertEquals(true, titles.add(spec.title), "twice: " + spec.title);
              return DynamicTest.dynamicTest(
                  spec.title, () -> assertEquals(spec.problems, problems(spec)));
            });
  }

  @Test
  void namesAFaultInAnUnreadableText() {
    assertEquals(
        """
        q.cql:1:9: error[bad-character]: the character U+0000 cannot be part of a query
           1 | aid = 1 \uFFFD | count()
             |         ^
             = is this a binary file?\
        """,
        print("aid = 1 \0 | count()", Parser.Dialect.SEEDS));
    assertEquals(
        """
        q.cql:1:8: error[bad-character]: the character U+D800 cannot be part of a query
           1 | aid = "\uFFFD"
             |        ^
             = one half of a character is missing; was the text cut or badly decoded?\
        """,
        print("aid = \"\uD800\"", Parser.Dialect.SEEDS));
  }

  private static String problems(Spec spec) {
    Parser.Dialect dialect =
        spec.title.startsWith("(strict)") ? Parser.Dialect.STRICT : Parser.Dialect.SEEDS;
    return print(spec.query, dialect);
  }

  private static String print(String text, Parser.Dialect dialect) {
    ProblemPrinter printer = new ProblemPrinter(new SourceText("q.cql", text));
    return Parser.parse(text, dialect).problems().stream()
        .map(printer::print)
        .collect(Collectors.joining("\n"));
  }

  private record Spec(String title, String query, String problems) {}

  private static List<Spec> cases() throws IOException {
    List<Spec> specs = new ArrayList<>();
    try (InputStream in = ErrorMessagesTest.class.getResourceAsStream("/cql/syntax/errors.spec")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("(?m)^== ")) {
        if (!part.isBlank()) {
          String title = part.substring(0, part.indexOf('\n'));
          String[] halves = part.split("(?m)^(query|problems):\n", -1);
          specs.add(new Spec(title, halves[1].strip(), halves[2].strip()));
        }
      }
    }
    return specs;
  }
}
