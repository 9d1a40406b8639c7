package dev.lanner.cql.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.index.Requirement.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every event that gets through a query meets its requirement: queries and events made at random,
 * the events out of what the queries look for.
 */
class SoundnessTest {
  private static final String[] FIELDS = {"FileName", "CommandLine", "name", "#event_simpleName"};
  private static final String[] TYPES = {"ProcessRollup2", "DnsRequest", "FileWritten"};

  /** %1$s and %2$s are fields, the others texts: plain, lower case, for a regex, with stars. */
  private static final String[] FILTERS = {
    "%1$s=\"%3$s\"",
    "%1$s=\"%6$s\"",
    "%1$s=\"*%3$s*\"",
    "%1$s=*",
    "%1$s!=\"%3$s\"",
    "%1$s like \"%3$s\"",
    "%1$s=/%5$s/",
    "%1$s=/%5$s/i",
    "%1$s=/^%5$s/i",
    "%1$s=/%5$s$/m",
    "%1$s=/^(?:%5$s|whoami)$/",
    "%1$s=/(^|\\\\)%5$s(\\.exe)?$/i",
    "%1$s=/(?i)n.?map|%5$s/",
    "in(%1$s, values=[\"%3$s\", \"nm*\"])",
    "in(%1$s, values=[\"%3$s\", \"%6$s\"], ignoreCase=true)",
    "wildcard(field=%1$s, pattern=\"%6$s\", ignoreCase=true)",
    "text:contains(%1$s, substring=\"%3$s\")",
    "text:startsWith(%1$s, substring=\"%3$s\")",
    "text:endsWith(%1$s, substring=\"%3$s\")",
    "test(%1$s == \"%3$s\")",
    "test(%1$s == %2$s)",
    "test(lower(%1$s) == \"%4$s\")",
    "cidr(%1$s, subnet=\"10.0.0.0/8\")",
    "%1$s > 0",
    "\"%3$s\"",
    "/%5$s/i",
    "match(file=\"tools.csv\", field=FileName, column=FileName, ignoreCase=true)",
    "match(file=\"tools.csv\", field=[%1$s], column=[pattern], mode=glob, ignoreCase=true)",
    "match(file=\"tools.csv\", field=FileName, strict=false)",
    "event_simpleName=ProcessRollup2",
    "#event_simpleName=/^(ProcessRollup2|DnsRequest)$/",
    "regex(\"%5$s(?<tail>.*)\", field=%1$s)",
    "name=yes",
    "name=yes",
    "name!=no",
    "name=/^Y/i",
    "test(name == \"yes\")",
    "test(name != \"no\")",
    "in(name, values=[yes, maybe])",
    "score > 0",
    "test(score == 1)",
    "tail=*",
    "tool=*",
    "flag=true",
    "flag!=true",
  };

  private static final String[] STEPS = {
    "name := lower(%1$s)",
    "name := upper(%1$s)",
    "name := %1$s",
    "%1$s := %2$s",
    "rename(%1$s, as=name)",
    "rename(%1$s, as=%2$s)",
    "drop(%1$s)",
    "default(\"%3$s\", field=%1$s)",
    "%1$s := concat([%2$s, FileName])",
    "%1$s := \"%3$s\"",
    "case { %1$s=/%5$s/i | name := \"yes\"; * | name := \"no\" } | name=\"yes\"",
    "case { %1$s=\"%3$s\" | %2$s := \"%6$s\"; %2$s=* | name := \"%4$s\"; * }",
    "case { %1$s=\"*%3$s*\" | name := \"NmAp\"; * | name := lower(%2$s) } | name := lower(name)",
    "name := \"%3$s\" | default(\"%4$s\", field=name)",
    "%1$s := format(\"%%s\", field=%2$s)",
    "regex(\"(?<name>%5$s)\", field=%1$s, strict=false)",
    "kvParse(%1$s)",
    "$hiding()",
    "lowercase(%1$s)",
    "replace(\"x\", with=\"y\", field=%1$s)",
    "select([FileName, CommandLine])",
    "name := \"yes\"",
    "name := if(%1$s=/%5$s/i, then=\"yes\", else=\"no\")",
    "case { %1$s=/%5$s/i | name := \"yes\"; * | name := \"no\" }",
    "case { %1$s=/%5$s/i | name := \"yes\"; name=yes | name := %2$s; * }",
    "case { %1$s=\"*%3$s*\" | score := 1; %2$s=* | score := \"0\"; * | name := \"maybe\" }",
    "score := if(test(%1$s == \"%3$s\"), then=1, else=0)",
    "flag := if(%1$s=\"%6$s\", then=true, else=%2$s)",
    "%1$s match { *map* => name := \"yes\"; /%5$s/i => drop(name); * => * }",
    "default(\"yes\", field=name)",
    "name := coalesce([%1$s, %2$s, \"yes\"])",
    "rename(name, as=flag)",
    "name := coalesce([\"\", \"yes\"])",
    "flag := name",
    "name := flag",
    "regex(\"(?<tail>%5$s)\", field=%1$s, strict=false)",
  };

  private final Random random = new Random(7);
  private final RandomText texts = new RandomText(random);

  @Test
  void whatGetsThroughMeetsTheRequirement() {
    int through = 0;
    int telling = 0;
    for (int round = 0; round < 4_000; round++) {
      String query = query();
      CompileResult result = Queries.result(query);
      if (result.query().isEmpty()) {
        continue;
      }
      CompiledQuery compiled = result.query().get();
      RuleLiterals literals = RuleLiterals.of(compiled.requirement(Set.of()));
      RuleLiterals deferring = RuleLiterals.of(compiled.requirement(Set.of("CommandLine")));
      telling += literals.access().isEmpty() ? 0 : 1;
      for (int i = 0; i < 25; i++) {
        Map<String, String> values = values(literals.requirement());
        Event event = Queries.event(compiled, values);
        if (Queries.accepts(compiled, event)) {
          through++;
          String of = query + " and " + values;
          assertTrue(violations(literals, event).isEmpty(), () -> of + violations(literals, event));
          values.remove("CommandLine");
          Event early = Queries.event(compiled, values);
          assertTrue(violations(deferring, early).isEmpty(), () -> "deferred: " + of);
        }
      }
    }
    assertTrue(through > 5_000, "only " + through + " events got through");
    assertTrue(telling > 1_200, "only " + telling + " queries could be looked up");
  }

  /** The test above can fail: a literal a character longer than it should be is found out. */
  @Test
  void aRequirementThatAsksForTooMuchIsNoticed() {
    int noticed = 0;
    int mutants = 0;
    for (int round = 0; round < 1_000; round++) {
      CompileResult result = Queries.result(query());
      if (result.query().isEmpty()) {
        continue;
      }
      CompiledQuery compiled = result.query().get();
      Requirement requirement = compiled.requirement(Set.of());
      if (!(requirement instanceof Literal literal) || literal.texts().isEmpty()) {
        continue;
      }
      mutants++;
      RuleLiterals mutant = RuleLiterals.of(mutate(literal));
      boolean found = false;
      for (int i = 0; i < 500 && !found; i++) {
        Event event = Queries.event(compiled, values(requirement));
        found = Queries.accepts(compiled, event) && !violations(mutant, event).isEmpty();
      }
      noticed += found ? 1 : 0;
    }
    assertTrue(mutants > 50, "only " + mutants + " mutants");
    assertTrue(noticed > mutants * 3 / 4, noticed + " of " + mutants);
  }

  private static Literal mutate(Literal literal) {
    List<String> longer = literal.texts().stream().map(text -> text + "~").toList();
    return new Literal(literal.field(), literal.kind(), literal.ignoreCase(), Set.copyOf(longer));
  }

  private static List<String> violations(RuleLiterals literals, Event event) {
    List<String> violations = new ArrayList<>();
    if (!literals.requirement().metBy(event)) {
      violations.add(" does not meet " + literals.requirement());
    }
    boolean typed =
        literals.types().isEmpty()
            || literals.types().get().contains(type(event, "#event_simpleName"))
            || literals.types().get().contains(type(event, "event_simpleName"));
    if (!typed) {
      violations.add(" is none of " + literals.types().get());
    }
    if (!literals.access().isEmpty()
        && literals.access().stream().noneMatch(literal -> literal.metBy(event))) {
      violations.add(" holds none of " + literals.access());
    }
    return violations;
  }

  private static String type(Event event, String field) {
    String type = event.text(field);
    return type == null ? null : LineBreaks.withoutLast(type);
  }

  private String query() {
    List<String> steps = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      steps.add(step());
    }
    return String.join(" | ", steps);
  }

  private String step() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> of(STEPS);
      case 3 -> "case { " + of(FILTERS) + "; " + of(FILTERS) + " | " + of(STEPS) + " }";
      case 4 -> "(" + of(FILTERS) + " or " + of(FILTERS) + ")";
      case 5 -> "not (" + of(FILTERS) + ")";
      case 6 -> "not (not (" + of(FILTERS) + "))";
      case 7 -> "case { " + of(FILTERS) + " | " + of(STEPS) + " | " + of(FILTERS) + "; * }";
      default -> of(FILTERS);
    };
  }

  private String of(String[] forms) {
    String plain = texts.words();
    return String.format(
        forms[random.nextInt(forms.length)],
        field(),
        field(),
        quoted(plain),
        quoted(plain).toLowerCase(java.util.Locale.ROOT),
        regex(plain),
        quoted(plain + "*" + texts.word()));
  }

  private String field() {
    return FIELDS[random.nextInt(random.nextInt(4) == 0 ? FIELDS.length : 2)];
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String regex(String text) {
    return text.replace("\\", "\\\\").replace(".", "\\.").replace("/", "\\/").replace("\"", ".");
  }

  /** An event out of what the requirement looks for, and of other texts. */
  private Map<String, String> values(Requirement requirement) {
    List<String> wanted = new ArrayList<>(RandomText.WORDS);
    for (int i = 0; i < 3; i++) {
      collect(requirement, wanted);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : FIELDS) {
      if (field.startsWith("#")) {
        values.put(
            field, TYPES[random.nextInt(TYPES.length)] + (random.nextInt(9) == 0 ? "\n" : ""));
      } else if (random.nextInt(6) > 0) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
          text.append(wanted.get(random.nextInt(wanted.size())));
        }
        values.put(field, texts.near(text.toString()));
      }
    }
    return values;
  }

  private static void collect(Requirement requirement, List<String> into) {
    if (requirement instanceof Literal literal) {
      into.addAll(literal.texts());
    } else if (requirement instanceof Requirement.AllOf all) {
      all.parts().forEach(part -> collect(part, into));
    } else if (requirement instanceof Requirement.AnyOf any) {
      any.parts().forEach(part -> collect(part, into));
    }
  }

  @Test
  void typesAreThoseThatCanGetThrough() {
    assertEquals(
        "[DnsRequest, ProcessRollup2]",
        types("#event_simpleName=DnsRequest or event_simpleName=ProcessRollup2"));
    assertEquals(
        "[DnsRequest]",
        types(
            "in(#event_simpleName, values=[DnsRequest, A]) | "
                + "#event_simpleName=/^(DnsRequest|B)$/"));
    assertEquals("[]", types("#event_simpleName=A | #event_simpleName=B"));
    assertEquals("any", types("#event_simpleName=A or FileName=b"));
    assertEquals("any", types("#event_simpleName!=A"));
    assertEquals("any", types("#event_simpleName=/^A/"));
    assertEquals("[A, B]", types("case { #event_simpleName=A | x := 1; #event_simpleName=B }"));
    assertEquals("any", types("event_simpleName := concat([a, b]) | event_simpleName=A"));
  }

  private static String types(String query) {
    return RuleLiterals.of(Queries.requirement(query)).types().map(Object::toString).orElse("any");
  }

  @Test
  void theRarestConjunctIsLookedUp() {
    assertEquals(
        "[CommandLine contains ~ [mimikatz]]",
        access(
            "#event_simpleName=ProcessRollup2 | event_platform=Win | UserName=*"
                + " | CommandLine=/mimikatz/i | FileName=*.exe"));
    assertEquals("[UserName exists]", access("UserName=*"));
    assertEquals("[]", access("UserName!=root"));
    assertEquals(
        "[FileName equals [a.exe], CommandLine contains [long literal]]",
        access("FileName=a.exe or (FileName=* and CommandLine=\"*long literal*\")"));
    assertEquals("[]", access("FileName=a.exe or CommandLine!=b"));
  }

  private static String access(String query) {
    return RuleLiterals.of(Queries.requirement(query)).access().toString();
  }
}
