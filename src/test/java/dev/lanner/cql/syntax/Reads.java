package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;

/** What is asserted of a query again and again. */
final class Reads {
  private Reads() {}

  /**
   * The query is official CQL without any complaint, and {@code canonical} is how it is printed.
   */
  static void official(String text, String canonical) {
    Query query = Parser.parse(text, Parser.Dialect.STRICT);
    assertEquals("", problems(query), text);
    assertEquals(canonical, Printer.print(query), text);
    fixedPoint(query);
  }

  /**
   * The query is of the other dialect: read as {@code canonical}, with these infos, and refused by
   * STRICT.
   */
  static void dialect(String text, String canonical, String... codes) {
    Query query = Parser.parse(text, Parser.Dialect.SEEDS);
    assertEquals(canonical, Printer.print(query), () -> text + "\n" + problems(query));
    assertEquals(
        List.of(codes),
        query.problems().stream().map(Problem::code).collect(Collectors.toList()),
        text);
    assertEquals(true, query.ok(), text);
    fixedPoint(query);
    assertEquals(false, Parser.parse(text, Parser.Dialect.STRICT).ok(), text);
  }

  /** Printed and read STRICT, the tree is the same, and so is the print. */
  static void fixedPoint(Query query) {
    String printed = Printer.print(query);
    Query again = Parser.parse(printed, Parser.Dialect.STRICT);
    assertEquals("", problems(again), printed);
    assertEquals(Shape.of(query.pipeline()), Shape.of(again.pipeline()), printed);
    assertEquals(printed, Printer.print(again));
  }

  static String problems(Query query) {
    return query.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}
