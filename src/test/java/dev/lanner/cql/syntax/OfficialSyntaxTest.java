package dev.lanner.cql.syntax;

import static java.util.stream.Collectors.joining;
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
          docker/* or x  ==>  docker/* or x
          foo//bar  ==>  foo//bar
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

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiterString = "  ==>  ",
      textBlock =
          """
          "host-name"=*  ==>  "host-name" = *
          "#event_simpleName" = X  ==>  #event_simpleName = X
          a != "*"  ==>  a != "*"
          a like b*c  ==>  a like b*c
          a LIKE /x/  ==>  a like /x/
          Severity <= "39"  ==>  Severity <= "39"
          a>=-5  ==>  a >= -5
          a=""  ==>  a = ""
          a='b c'  ==>  a = "b c"
          a="\\S\\"\\\\x"  ==>  a = "\\\\S\\"\\\\x"
          a=/[-/][ix]\\s*/i  ==>  a = /[-\\/][ix]\\s*/i
          a=/x\\/y/dF  ==>  a = /x\\/y/dF
          ?{signal="*"} | ?{process=x}  ==>  ?{signal="*"}¶| ?{process="x"}
          aid=?aid x>?{"n" = "5"}  ==>  aid = ?aid¶| x > ?{n="5"}
          case { a=1 | b:=2; * }  ==>  case { a = 1 | b := 2; * }
          case { a=1; true; }  ==>  case { a = 1; * }
          f match { "a" => x:=1; /b/ => *; => x:=2 }  ==>  f match { "a" => x := 1; /b/ => *; * => x := 2 }
          f match { in(values=[a]) => *; !cidr(subnet="::/8") => * }  ==>  f match { in(values=[a]) => *; !cidr(subnet="::/8") => * }
          f =~ in(values=["a"])  ==>  in(values=["a"], field=f)
          f=~!in(values=["a"])  ==>  not in(values=["a"], field=f)
          "odd name" =~ f()  ==>  f(field="odd name")
          f ~= lower()  ==>  lower(field=f)
          !in(a, values=[b])  ==>  not in(a, values=[b])
          [count(), m:=max(x)]  ==>  [count(), m := max(x)]
          $falcon/helper:enrich(field=X)  ==>  $falcon/helper:enrich(field=X)
          $"my query"(a="x", b=[y, "z"])  ==>  $"my query"(a="x", b=[y, "z"])
          `key` := lower(v)  ==>  `key` := lower(v)
          "Client Name" := rename(Attributes.name)  ==>  "Client Name" := rename(Attributes.name)
          a := -b * (c + 2) % 3  ==>  a := -(b) * (c + 2) % 3
          a := (b - c) - (d - e)  ==>  a := b - c - (d - e)
          a := !b == (c < 5)  ==>  a := !b == (c < 5)
          x:=1+2 y:=3  ==>  x := 1 + 2¶| y := 3
          a AND b And c | | d |  ==>  a¶| b¶| c¶| d
          || a=1  ==>  a = 1
          a=1;  ==>  a = 1
          // c1¶a=1 /* c2 */ b=2 // c3  ==>  a = 1¶| b = 2
          """)
  void readsTheDocumentedForms(String text, String canonical) {
    Reads.official(text.replace("¶", "\n"), canonical.replace("¶", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiterString = "  ==>  ",
      textBlock =
          """
          f(pattern=*foo*, include=*, limit=max, span=15m)  ==>  Word:*foo* Word:* Field:max Word:15m
          f(file=a-b.csv, timezone=Z, to=+02:00, at=-1d)  ==>  Word:a-b.csv Field:Z Word:+02:00 Word:-1d
          f("15 m", -5, true, a[0].b)  ==>  Str:15 m Num:-5 Bool:true Field:a[0].b
          f(a/b, docker/*, 10.0.0.0/8)  ==>  Word:a/b Word:docker/* Word:10.0.0.0/8
          f(x /* c */, y // c¶)  ==>  Field:x Field:y
          """)
  void readsWordsAsArguments(String text, String expected) {
    Query query = Parser.parse(text.replace("¶", "\n"), Parser.Dialect.STRICT);
    assertEquals("", Reads.problems(query));
    Step.Call call = (Step.Call) query.pipeline().steps().get(0);
    assertEquals(
        expected, call.call().arguments().stream().map(a -> leaf(a.value())).collect(joining(" ")));
  }

  private static String leaf(Expression value) {
    String kind = value.getClass().getSimpleName();
    return kind + ":" + (value instanceof Expression.Str s ? s.text() : Printer.print(value));
  }

  @Test
  void readsExpressionsWhereTheFunctionTakesThem() {
    Reads.official("test(a-b > 5)", "test(a - b > 5)");
    Reads.official("if(a==\"x\", then=b/c, else=d)", "if(a == \"x\", then=b / c, else=d)");
    Reads.official("eval(a=b+1, c=a*2)", "eval(a=b + 1, c=a * 2)");
    Reads.official("coalesce([a-b, \"x\"])", "coalesce([a - b, \"x\"])");
  }

  @Test
  void keepsTheRawTextOfAnArgument() {
    Query query = Parser.parse("f( x = [ a,b ] , y)", Parser.Dialect.STRICT);
    Step.Call call = (Step.Call) query.pipeline().steps().get(0);
    assertEquals("[ a,b ]", call.call().arguments().get(0).source());
    assertEquals("y", call.call().arguments().get(1).source());
  }

  @Test
  void readsQueriesOfCorrelate() {
    Reads.official(
        """
        correlate(
          A: { x=1 } include: [a, b],
          "B b": { y=2 | aid <=> A.aid } include: *,
          sequence=true, within=1h)\
        """,
        "correlate(A: { x = 1 } include: [a, b], \"B b\": { y = 2 | aid <=> A.aid } include: *,"
            + " sequence=true, within=1h)");
  }

  @Test
  void readsParenthesisedValuesAndTrailingCommas() {
    Reads.official(
        "groupBy([a,], function=([count(), max(x)]),)", "groupBy([a], function=[count(), max(x)])");
  }

  @Test
  void readsPastedBlanks() {
    Reads.official("\uFEFFa=1\u00A0| b=2", "a = 1\n| b = 2");
  }

  @Test
  void readsTextsOverSeveralLines() {
    Reads.official("createEvents([\"a\nb\"])", "createEvents([\"a\\nb\"])");
  }

  /** LANGUAGE section 2: a prefix binds tighter than any other operator, in a condition too. */
  @Test
  void aBangInAConditionBelongsToItsOperand() {
    Reads.official("x := if(!(a) + b, then=1, else=2)", "x := if(!a + b, then=1, else=2)");
    Reads.official("x := if(!!(a) == b, then=1, else=2)", "x := if(!!a == b, then=1, else=2)");
    Reads.official("x := if(!(a + b), then=1, else=2)", "x := if(!(a + b), then=1, else=2)");
    Reads.official("x := if(!a == b, then=1, else=2)", "x := if(!a == b, then=1, else=2)");
    assertEquals(
        Shape.of(Parser.parse("x := (!a) == b", Parser.Dialect.STRICT).pipeline()),
        Shape.of(Parser.parse("x := !a == b", Parser.Dialect.STRICT).pipeline()));
  }
}
