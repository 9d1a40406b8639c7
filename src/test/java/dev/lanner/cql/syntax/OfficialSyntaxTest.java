package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The test cases of the published grammar and its appendix on oddities, and the forms it documents.
 */
class OfficialSyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "  ==>  ",
      textBlock =
          """
          https://www.example.com/  ==>  https://www.example.com/
          https: //www.example.com/  ==>  https:
          /fisk/i  ==>  /fisk/i
          a:=m/fisk/i  ==>  a := m / fisk / i
          foo=m/fisk/i  ==>  foo = m/fisk/i
          repo.name=docker/*  ==>  repo.name = docker/*
          foo < 42 + 3  ==>  foo < 42~| +~| 3
          """)
  void readsASlashByWhereItStands(String text, String canonical) {
    Reads.official(text, canonical.replace("~", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://",
        "a:=/fisk/i",
        "a:=foo==/fisk/i",
        "test",
        "400 > statuscode",
        "host-name=x"
      })
  void refusesWhatThePublishedGrammarRefuses(String text) {
    assertFalse(Parser.parse(text, Parser.Dialect.STRICT).ok(), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "  ==>  ",
      textBlock =
          """
          not foo bar  ==>  not foo~| bar
          foo and not bar or baz  ==>  foo~| not bar or baz
          foo or not bar and baz  ==>  foo or not bar~| baz
          a and b or c  ==>  a~| b or c
          (a and b) or c  ==>  (a and b) or c
          (a or b) or c  ==>  a or b or c
          not (a or b)  ==>  not (a or b)
          not not a  ==>  not not a
          !a=b  ==>  not a = b
          (a b) | (c | d)  ==>  a~| b~| c~| d
          """)
  void bindsOrTighterThanAnd(String text, String canonical) {
    Reads.official(text, canonical.replace("~", "\n"));
  }

  @Test
  void readsTheRepositoryFilterOfPublishedQueries() {
    Reads.official("#repo=detections (A) OR (B)", "#repo = detections\n| A or B");
  }

  @Test
  void readsAReservedWordAsAFieldBeforeAnOperator() {
    Reads.official("test=fisk", "test = fisk");
  }

  @Test
  void readsAnEmptyTextAsAQueryWithoutSteps() {
    assertEquals(0, Parser.parse(" // nothing\n", Parser.Dialect.STRICT).pipeline().steps().size());
    Reads.official("", "");
  }
}
