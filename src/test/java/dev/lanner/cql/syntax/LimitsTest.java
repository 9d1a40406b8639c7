package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that nobody wrote by hand ends in a message with a place, soon, and never in a stack
 * overflow.
 */
class LimitsTest {
  private static final int SIZE = 1_000_000;

  /** Generous, because builds share a machine; the aim is well under a second. */
  private static final Duration SOON = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{",
        "f(",
        "f([",
        "f({",
        "not ",
        "!",
        "case{",
        "x match{*=>",
        "x:=(",
        "x:=-",
        "x:=if(",
        "if(a=\"b\",",
        "if(a=1 and (",
        "test(",
        "where (",
        "filter{",
        "correlate(a:{",
        "a|union|",
        "x:=case{a=>",
        "a in (",
        "eval a=if(b=\"c\",1,"
      })
  void anyDepthEndsInAMessage(String opening) throws InterruptedException {
    Thread small =
        new Thread(
            null,
            () -> Parser.parse(opening.repeat(10_000), Parser.Dialect.SEEDS),
            "small stack",
            512 * 1024);
    Throwable[] thrown = new Throwable[1];
    small.setUncaughtExceptionHandler((thread, fault) -> thrown[0] = fault);
    small.start();
    small.join();
    assertEquals(null, thrown[0]);
    assertFalse(Parser.parse(opening.repeat(10_000), Parser.Dialect.SEEDS).ok());
  }

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "'",
        "\"\"\"",
        "/",
        "/*",
        "//",
        "/[",
        "/a",
        "/(\n",
        "`",
        "`a`:=",
        "?{",
        "$a(",
        "a=",
        "a or ",
        "a and ",
        "a|",
        "a;",
        "a[",
        "a[0",
        "f(a/*,",
        "“",
        "\0",
        "\uD800",
        "\uDC00",
        ")",
        "]",
        "}",
        ",",
        "x ",
        "\\",
        "*",
        "sort(x) foo ",
        "\"a\n",
        "round(a+b)|",
        "lower(f)=1 or ",
        "isNull(a) ",
        "a in (b,",
        "where a=1 b=2 ",
        "a match{*=>c;",
        "f(a)=",
        "=>",
        "x:=a==",
        "((a))"
      })
  void aMegabyteOfAnythingIsReadSoon(String part) {
    soon(part.repeat(SIZE / part.length()));
    soon("x := if(" + part.repeat(SIZE / 10 / part.length()));
  }

  private static void soon(String text) {
    Query query = assertTimeoutPreemptively(SOON, () -> Parser.parse(text, Parser.Dialect.SEEDS));
    for (Problem problem : query.problems()) {
      assertTrue(problem.span().end() <= text.length(), problem::toString);
    }
  }

  @Test
  void problemsAreNotListedWithoutEnd() {
    Query query = Parser.parse(") | ".repeat(100_000), Parser.Dialect.SEEDS);
    assertEquals(Problems.MAX_ERRORS, query.problems().size());
  }

  @Test
  void infosNeverHideAnError() {
    Query query = Parser.parse("eval a=1 | ".repeat(10_000) + "b > c", Parser.Dialect.SEEDS);
    assertFalse(query.ok());
  }
}
