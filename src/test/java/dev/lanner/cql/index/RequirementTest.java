package dev.lanner.cql.index;

import static dev.lanner.cql.index.Queries.requirement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.index.Requirement.Literal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the filters of a query ask of an event, by the meaning of each filter. */
class RequirementTest {
  private static Literal literal(String field, Kind kind, String... texts) {
    return new Literal(field, kind, false, Set.of(texts));
  }

  private static Literal folded(String field, Kind kind, String... texts) {
    return new Literal(field, kind, true, Set.of(texts));
  }

  private static Literal exists(String field) {
    return literal(field, Kind.EXISTS);
  }

  private static Requirement all(Requirement... parts) {
    return Requirement.allOf(List.of(parts));
  }

  private static Requirement any(Requirement... parts) {
    return Requirement.anyOf(List.of(parts));
  }

  @Test
  void equalityAsksForTheWholeValue() {
    assertEquals(literal("F", Kind.EQUALS, "x y"), requirement("F=\"x y\""));
    assertEquals(literal("F", Kind.EQUALS, ""), requirement("F=\"\""));
  }

  @Test
  void starsLeaveTheTextsBetweenThem() {
    assertEquals(
        all(
            literal("F", Kind.PREFIX, "a"),
            literal("F", Kind.CONTAINS, "b"),
            literal("F", Kind.SUFFIX, "c")),
        requirement("F=a*b*c"));
    assertEquals(literal("F", Kind.CONTAINS, "b"), requirement("F=*b*"));
    assertEquals(literal("F", Kind.CONTAINS, "b"), requirement("F like \"b\""));
    assertEquals(exists("F"), requirement("F=*"));
  }

  @Test
  void numbersAskForPresenceOnly() {
    assertEquals(exists("F"), requirement("F > 3"));
    assertEquals(all(exists("F"), exists("G")), requirement("test(F < G)"));
  }

  @Test
  void negationAsksForNothing() {
    assertEquals(Requirement.ALWAYS, requirement("F!=x"));
    assertEquals(Requirement.ALWAYS, requirement("not F=*"));
    assertEquals(Requirement.ALWAYS, requirement("!cidr(F, subnet=\"10.0.0.0/8\")"));
    assertEquals(exists("F"), requirement("not F!=*"));
  }

  @Test
  void alternativesOfOneFieldAreOneSet() {
    assertEquals(literal("F", Kind.EQUALS, "a", "b"), requirement("F=a or F=b"));
    assertEquals(
        any(literal("F", Kind.EQUALS, "a"), literal("G", Kind.EQUALS, "b")),
        requirement("F=a or G=b"));
    assertEquals(Requirement.ALWAYS, requirement("F=a or G!=b"));
  }

  @Test
  void listsMayHoldWildcards() {
    assertEquals(literal("F", Kind.EQUALS, "a", "b"), requirement("in(F, values=[a, b])"));
    assertEquals(
        any(literal("F", Kind.EQUALS, "a"), literal("F", Kind.PREFIX, "b")),
        requirement("in(F, values=[a, \"b*\"])"));
    assertEquals(
        folded("F", Kind.EQUALS, "a", "b"),
        requirement("in(F, values=[\"A\", b], ignoreCase=true)"));
  }

  @Test
  void aLetterBeyondAsciiIsLeftOutWhereCaseIsIgnored() {
    assertEquals(
        all(folded("F", Kind.PREFIX, "caf"), folded("F", Kind.SUFFIX, "s")),
        requirement("in(F, values=[\"CAF\u00c9S\"], ignoreCase=true)"));
    assertEquals(literal("F", Kind.EQUALS, "caf\u00e9"), requirement("F=\"caf\u00e9\""));
    assertEquals(folded("F", Kind.CONTAINS, "caf\u00e9"), requirement("F=/caf\u00e9/i"));
  }

  @Test
  void subnetsAskForPresence() {
    assertEquals(exists("F"), requirement("cidr(F, subnet=[\"10.0.0.0/8\", \"::1/128\"])"));
  }

  @Test
  void testsOfTexts() {
    assertEquals(all(literal("F", Kind.EQUALS, "a")), requirement("test(F == \"a\")"));
    assertEquals(exists("F"), requirement("test(F == 1)"));
    assertEquals(exists("F"), requirement("test(F != \"a\")"));
    assertEquals(
        literal("F", Kind.CONTAINS, "a"), requirement("text:contains(F, substring=\"a\")"));
    assertEquals(
        literal("F", Kind.PREFIX, "a"), requirement("text:startsWith(F, substring=\"a\")"));
    assertEquals(literal("F", Kind.SUFFIX, "a"), requirement("text:endsWith(F, substring=\"a\")"));
  }

  @Test
  void clausesOfCaseAreAlternatives() {
    assertEquals(literal("F", Kind.EQUALS, "a", "b"), requirement("case { F=a | x := 1; F=b }"));
    assertEquals(Requirement.ALWAYS, requirement("case { F=a | x := 1; * }"));
  }

  @Test
  void armsOfMatchAreAlternatives() {
    assertEquals(
        any(
            literal("F", Kind.EQUALS, "a"),
            literal("F", Kind.PREFIX, "b"),
            all(folded("F", Kind.CONTAINS, "c"), literal("G", Kind.EQUALS, "d"))),
        requirement("F match { a => *; b* => *; /c/i => G=d }"));
  }

  @Test
  void freeTextMayStandInAnyField() {
    assertEquals(literal("*", Kind.CONTAINS, "abc"), requirement("abc"));
    assertEquals(
        all(literal("*", Kind.CONTAINS, "ab"), literal("*", Kind.CONTAINS, "cd")),
        requirement("\"ab*cd\""));
    assertEquals(folded("*", Kind.CONTAINS, "ab"), requirement("/^ab$/i"));
    assertEquals(Requirement.ALWAYS, requirement("a"));
  }

  @Test
  void fieldsFilledInLaterAskForNothing() {
    assertEquals(
        literal("F", Kind.EQUALS, "a"),
        Queries.compile("F=a | G=b | abc").requirement(Set.of("G")));
  }

  @Test
  void whatAStepAssignedIsNoFieldOfTheEvent() {
    assertEquals(Requirement.ALWAYS, requirement("F := G + 1 | F=a"));
    assertEquals(Requirement.ALWAYS, requirement("F := concat([G, H]) | F=a"));
    assertEquals(Requirement.ALWAYS, requirement("kvParse(G) | F=a"));
    assertEquals(literal("F", Kind.PREFIX, "b"), requirement("F=/^b(?<F>.)/ | F=a"));
    assertEquals(Requirement.ALWAYS, requirement("drop(F) | F=a"));
    assertEquals(Requirement.ALWAYS, requirement("default(a, field=F) | F=a"));
    assertEquals(literal("F", Kind.EQUALS, "b"), requirement("default(a, field=F) | F=b"));
    assertEquals(Requirement.ALWAYS, requirement("`G` := 1 | F=a"));
  }

  @Test
  void aTextOfTheQueryIsTestedAtOnce() {
    assertEquals(Requirement.NEVER, requirement("F := 1 | F=a"));
    assertEquals(Requirement.ALWAYS, requirement("F := \"abc\" | F=*b*"));
    assertEquals(Requirement.ALWAYS, requirement("F := \"ABC\" | F=/b/i"));
    assertEquals(literal("G", Kind.EQUALS, "g"), requirement("F := \"a\" | F=a G=g"));
  }

  @Test
  void aTextThatAClauseAssignsAsksForTheClause() {
    String flag = "case { G=/^nmap/ | F := \"yes\"; H=h | F := \"yes\"; * | F := \"no\" }";
    assertEquals(
        any(literal("G", Kind.PREFIX, "nmap"), literal("H", Kind.EQUALS, "h")),
        requirement(flag + " | F=yes"));
    assertEquals(Requirement.ALWAYS, requirement(flag + " | F=no"));
    assertEquals(Requirement.NEVER, requirement(flag + " | F=maybe"));
    assertEquals(
        any(literal("L", Kind.CONTAINS, "tool"), folded("G", Kind.CONTAINS, "tool")),
        requirement("L := lower(G) | case { L=/tool/ | F := \"1\"; * | F := \"0\" } | F=1"));
  }

  @Test
  void whatOneTypeIsAskedForIsNotAskedOfOthers() {
    RuleLiterals literals =
        RuleLiterals.of(
            requirement("case { #event_simpleName=A | F=abcd; #event_simpleName=B; G=ghij }"));
    assertEquals(Set.of("A", "B"), literals.namedTypes());
    assertEquals(
        any(literal("G", Kind.EQUALS, "ghij"), literal("F", Kind.EQUALS, "abcd")),
        literals.ofType("A").requirement());
    assertEquals(Requirement.ALWAYS, literals.ofType("B").requirement());
    assertEquals(literal("G", Kind.EQUALS, "ghij"), literals.ofOtherTypes().requirement());
  }

  @Test
  void othersAreStillThoseOfTheEvent() {
    assertEquals(literal("F", Kind.EQUALS, "a"), requirement("x := G + 1 | F=a | x > 3"));
  }

  @Test
  void aNewNameLeadsBackToTheOldOne() {
    Requirement either = any(literal("x", Kind.EQUALS, "a"), literal("F", Kind.EQUALS, "a"));
    assertEquals(either, requirement("x := F | x=a"));
    assertEquals(either, requirement("rename(F, as=x) | x=a"));
    assertEquals(Requirement.ALWAYS, requirement("rename(F, as=x) | F=a"));
  }

  @Test
  void theFirstOfSeveralFieldsLeadsBackToEach() {
    assertEquals(
        any(
            literal("x", Kind.PREFIX, "a"),
            literal("F", Kind.PREFIX, "a"),
            literal("G", Kind.PREFIX, "a")),
        requirement("x := coalesce([F, G]) | x=a*"));
  }

  @Test
  void smallLettersLeadBackToLettersOfAnyCase() {
    assertEquals(
        any(literal("x", Kind.EQUALS, "nmap"), folded("F", Kind.EQUALS, "nmap")),
        requirement("x := lower(F) | x=nmap"));
    assertEquals(folded("F", Kind.EQUALS, "nmap"), requirement("test(lower(F) == \"nmap\")"));
    assertEquals(Requirement.ALWAYS, requirement("test(upper(F) == \"NMAP\")"));
  }

  @Test
  void whatAClauseAssignsMayBeAssignedBehindIt() {
    assertEquals(
        any(literal("G", Kind.EQUALS, "b"), literal("F", Kind.EQUALS, "a")),
        requirement("case { G=b | F := concat([G]); * } | F=a"));
    assertEquals(literal("F", Kind.EQUALS, "a"), requirement("case { G=b | H := 1; * } | F=a"));
  }

  @Test
  void aFlagLeadsBackToWhatSetIt() {
    Literal cause = folded("F", Kind.CONTAINS, "nmap");
    String flag = "case { F=/nmap/i | flag := \"yes\"; * | flag := \"no\" }";
    assertEquals(cause, requirement(flag + " | flag=yes"));
    assertEquals(cause, requirement(flag + " | x := 1 | test(flag == \"yes\")"));
    assertEquals(Requirement.ALWAYS, requirement(flag + " | flag=no"));
    assertEquals(Requirement.ALWAYS, requirement(flag + " | flag!=yes"));
    assertEquals(Requirement.NEVER, requirement(flag + " | flag=maybe"));
    assertEquals(cause, requirement("flag := if(F=/nmap/i, then=\"yes\", else=\"no\") | flag=yes"));
    assertEquals(cause, requirement("n := if(F=/nmap/i, then=1, else=0) | n > 0"));
    assertEquals(
        any(cause, literal("flag", Kind.EQUALS, "yes")),
        requirement("case { F=/nmap/i | flag := \"yes\"; * } | flag=yes"));
  }

  @Test
  void whatOnlyAMatchAddsAsksForTheMatch() {
    assertEquals(
        any(exists("tail"), literal("F", Kind.CONTAINS, "nmap")),
        requirement("regex(\"nmap(?<tail>.*)\", field=F, strict=false) | tail=*"));
    assertEquals(
        any(exists("tool"), literal("F", Kind.EQUALS, "nmap.exe", "whoami.exe")),
        requirement("match(file=\"tools.csv\", field=F, column=FileName, strict=false) | tool=*"));
  }

  @Test
  void savedQueriesAndParametersAreReadThrough() {
    assertEquals(literal("CommandLine", Kind.CONTAINS, "hidden"), requirement("$hiding()"));
    assertEquals(
        any(literal("F", Kind.PREFIX, "nmap"), literal("F", Kind.EQUALS, "zmap")),
        requirement("F=?tools"));
  }

  @Test
  void lookupFilesAskForTheirKeys() {
    assertEquals(
        literal("F", Kind.EQUALS, "nmap.exe", "whoami.exe"),
        requirement("match(file=\"tools.csv\", field=F, column=FileName)"));
    assertEquals(
        folded("F", Kind.CONTAINS, "map", "hoam"),
        requirement(
            "match(file=\"tools.csv\", field=F, column=pattern, mode=glob, ignoreCase=true)"));
    assertEquals(
        literal("G", Kind.EQUALS, "a"),
        requirement("match(file=\"tools.csv\", field=FileName, strict=false) | G=a"));
  }

  @Test
  void stepsBehindTheAggregateAskForNothing() {
    assertEquals(
        literal("F", Kind.EQUALS, "a"), requirement("F=a | groupBy(G) | _count > 5 | G=b"));
  }

  @Test
  void whatReadsItsInputSeveralTimesAsksForNothing() {
    assertEquals(Requirement.ALWAYS, requirement("F=a | join({F=b}, field=G, include=H) | I=c"));
  }

  @Test
  void nothingGetsThroughFalse() {
    assertEquals(Requirement.NEVER, requirement("F=a | false"));
    assertEquals(literal("F", Kind.EQUALS, "a"), requirement("case { F=a; dropEvent() }"));
  }

  @Test
  void aLineBreakAtTheEndIsForgiven() {
    Literal whole = literal("F", Kind.EQUALS, "a");
    for (String end : List.of("", "\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029")) {
      assertEquals(true, whole.matches("a" + end), () -> "a and " + (int) end.charAt(0));
    }
    assertEquals(false, whole.matches("a\n\n"));
    assertEquals(false, whole.matches("a "));
  }

  /** Flags made of flags would double what they ask for with every step. */
  @Test
  void flagsMadeOfFlagsDoNotGrowWithoutEnd() {
    StringBuilder query = new StringBuilder("f0 := if(F=/a/, then=y, else=n)");
    query.append(" | f1 := if(G=/b/, then=\"y\", else=\"n\")");
    for (int i = 2; i < 400; i++) {
      query.append(
          String.format(
              " | case { f%1$d=y or f%2$d=y or F=/w%3$d/ | f%3$d := \"y\"; f%2$d=n | f%3$d := \"n\""
                  + " }",
              i - 2, i - 1, i));
    }
    query.append(" | f398=y | f399=y");
    assertTimeout(Duration.ofSeconds(3), () -> requirement(query.toString()));
  }
}
