package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds for every text and every tree. */
class ParserPropertyTest {
  private static final String[] PARTS = {
    "a",
    "b.c",
    "#t",
    "x[0]",
    "5",
    "-5",
    "1.5",
    "\"s\"",
    "\"",
    "'s'",
    "*",
    "*x*",
    "/re/i",
    "/",
    "//",
    "/*",
    "*/",
    "?p",
    "?{p=1}",
    "?",
    "$s()",
    "$",
    "`k`",
    "`",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "||",
    ";",
    ",",
    "=",
    "==",
    "!=",
    "<",
    ">=",
    "<=>",
    "=~",
    "~=",
    ":=",
    "=>",
    "!",
    "+",
    "-",
    "%",
    ":",
    " and ",
    " or ",
    " not ",
    " in ",
    " like ",
    " match ",
    "case",
    "true",
    "case{",
    "match{",
    "f(",
    "if(",
    "test(",
    "case(",
    "lower(",
    "count(",
    "groupBy(",
    "correlate(",
    "eval(",
    "where ",
    "eval ",
    "table ",
    "sort ",
    "union ",
    "filter ",
    "search ",
    "drop()",
    "true()",
    "isNull(",
    "field=",
    "values=",
    "then=",
    "distinct=",
    "include: ",
    " as ",
    "\n",
    " ",
    "\\",
    "“",
    "\0",
    "\uD800",
    "é",
    "a-b",
    "head 5",
    "\"\"\""
  };

  @Property(tries = 5_000, shrinking = ShrinkingMode.BOUNDED)
  void anyTextIsReadWithoutThrowing(@ForAll("soup") String text) {
    for (Parser.Dialect dialect : Parser.Dialect.values()) {
      Query query = Parser.parse(text, dialect);
      for (Problem problem : query.problems()) {
        assertTrue(problem.span().end() <= text.length(), problem::toString);
        new ProblemPrinter(new SourceText("q", text)).print(problem);
      }
      if (query.ok()) {
        Reads.fixedPoint(query);
      } else {
        Printer.print(query);
      }
    }
  }

  @Provide
  Arbitrary<String> soup() {
    Arbitrary<List<String>> glued = Arbitraries.of(PARTS).list().ofMaxSize(12);
    return glued.map(parts -> String.join("", parts));
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
  void everyTreeIsPrintedAsItself(@ForAll("trees") Pipeline tree) {
    String printed = Printer.print(tree);
    Query again = Parser.parse(printed, Parser.Dialect.STRICT);
    assertEquals("", Reads.problems(again), printed);
    assertEquals(Shape.of(tree), Shape.of(again.pipeline()), printed);
    assertEquals(printed, Printer.print(again));
  }

  @Provide
  Arbitrary<Pipeline> trees() {
    return Trees.pipelines();
  }
}
