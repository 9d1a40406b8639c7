package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProblemPrinterTest {
  @Test
  void pointsAtThePlaceInItsLine() {
    String text = "a = *\n".repeat(8) + "| name := lowr(FileName)\n| count()";
    Problem problem =
        new Problem(
            "unknown-function",
            Problem.Severity.ERROR,
            span(text, "lowr"),
            "there is no function `lowr`",
            "did you mean `lower`? (lower(field, as=…))");
    assertEquals(
        """
        rule.cql:9:11: error[unknown-function]: there is no function `lowr`
           9 | | name := lowr(FileName)
             |           ^^^^
             = did you mean `lower`? (lower(field, as=…))\
        """,
        new ProblemPrinter(new SourceText("rule.cql", text)).print(problem));
  }

  @Test
  void countsColumnsInCodePointsAndKeepsTheCaretInPlace() {
    String text = "\"\uD83D\uDE00\uD83D\uDE00\"\t= é x";
    assertEquals(
        """
        q:1:10: warning[w]: m
           1 | "\uD83D\uDE00\uD83D\uDE00" = é x
             |          ^\
        """,
        print(text, new Problem("w", Problem.Severity.WARNING, span(text, "x"), "m", "")));
  }

  @Test
  void marksOnlyTheFirstLineOfALongerPlace() {
    String text = "case {\r\n  a = 1\r\n}";
    assertEquals(
        """
        q:1:1: info[i]: m
           1 | case {
             | ^^^^^^
             = h\
        """,
        print(text, Problem.info("i", new Span(0, text.length()), "m", "h")));
  }

  @Test
  void pointsBehindTheLastCharacter() {
    assertEquals(
        """
        q:1:3: error[e]: m
           1 | a=
             |   ^\
        """,
        print("a=", Problem.error("e", new Span(2, 2), "m")));
    assertEquals(
        """
        q:1:1: error[e]: m
           1 |
             | ^\
        """,
        print("", Problem.error("e", new Span(0, 0), "m")));
  }

  @Test
  void showsOnlyAPartOfAVeryLongLine() {
    String text = "x".repeat(500) + "!" + "y".repeat(500);
    assertEquals(
        "q:1:501: error[e]: m\n   1 | …"
            + "x".repeat(60)
            + "!"
            + "y".repeat(59)
            + "…\n     | "
            + " ".repeat(61)
            + "^",
        print(text, Problem.error("e", new Span(500, 501), "m")));
  }

  private static String print(String text, Problem problem) {
    return new ProblemPrinter(new SourceText("q", text)).print(problem);
  }

  private static Span span(String text, String part) {
    return new Span(text.lastIndexOf(part), text.lastIndexOf(part) + part.length());
  }
}
