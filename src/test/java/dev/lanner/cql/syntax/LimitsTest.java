package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What bounds a query. That it is read soon, whatever it is, {@code HostileQueriesTest} shows. */
class LimitsTest {
  @Test
  void aDeepQueryIsRefusedByDepthAlone() {
    Query deep = Parser.parse("(".repeat(10_000) + "a" + ")".repeat(10_000), Parser.Dialect.STRICT);
    assertEquals(List.of("too-deep"), deep.problems().stream().map(Problem::code).toList());
    int depth = Reading.MAX_DEPTH;
    assertTrue(
        Parser.parse("(".repeat(depth) + "a" + ")".repeat(depth), Parser.Dialect.STRICT).ok());
  }

  @Test
  void aLongChainOfOperatorsIsRefused() {
    Query chain = Parser.parse("x := 1" + " + 1".repeat(1_000), Parser.Dialect.STRICT);
    assertEquals(
        List.of("too-long-expression"), chain.problems().stream().map(Problem::code).toList());
  }

  @Test
  void aQueryHasSoManyCharactersAndNoMore() {
    String longest = "a".repeat(Parser.MAX_LENGTH);
    assertTrue(Parser.parse(longest, Parser.Dialect.STRICT).ok());
    Query longer = Parser.parse(longest + "a", Parser.Dialect.STRICT);
    assertEquals(List.of("too-long"), longer.problems().stream().map(Problem::code).toList());
    assertEquals(
        new Span(Parser.MAX_LENGTH, Parser.MAX_LENGTH + 1), longer.problems().get(0).span());
  }

  @Test
  void problemsAreNotListedWithoutEnd() {
    Query query = Parser.parse(") | ".repeat(10_000), Parser.Dialect.SEEDS);
    assertEquals(Problems.MAX_ERRORS, query.problems().size());
  }

  @Test
  void infosNeverHideAnError() {
    Query query = Parser.parse("eval a=1 | ".repeat(10_000) + "b > c", Parser.Dialect.SEEDS);
    assertFalse(query.ok());
  }
}
