package dev.lanner.cql.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The literals of regexes, as anyone reads them off the pattern. */
class RegexRequirementTest {
  private static String of(String regex) {
    Requirement requirement = Queries.requirement("F=" + regex);
    if (requirement instanceof Requirement.AllOf all) {
      return String.join(" & ", all.parts().stream().map(RegexRequirementTest::text).toList());
    }
    if (requirement instanceof Requirement.AnyOf any) {
      return String.join(" | ", any.parts().stream().map(RegexRequirementTest::text).toList());
    }
    return text(requirement);
  }

  private static String text(Requirement requirement) {
    return requirement.toString().replaceFirst("^F ", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "##",
      quoteCharacter = '`',
      value = {
        "/nmap/ ## contains [nmap]",
        "/nmap/i ## contains ~ [nmap]",
        "/NMAP/i ## contains ~ [nmap]",
        "/(?i)Nmap/ ## contains ~ [nmap]",
        "/(?i)^Nmap$/ ## equals ~ [nmap]",
        "/a(?i)B/ ## contains ~ [ab]",
        "/(?iu)nmap/ ## exists",
        "/^nmap\\.exe$/ ## equals [nmap.exe]",
        "/^nmap/ ## prefix [nmap]",
        "/nmap$/ ## suffix [nmap]",
        "/^nmap/m ## contains [nmap]",
        "/(?m)nmap$/ ## contains [nmap]",
        "/\\Anmap\\z/m ## equals [nmap]",
        "/^(nmap|zmap)(\\.exe)?$/ ## equals [nmap, nmap.exe, zmap, zmap.exe]",
        "/nmap(\\.exe)?/ ## contains [nmap]",
        "/^(?:a|b)c/ ## prefix [ac, bc]",
        "/a|b/ ## contains [a, b]",
        "/^a|b$/ ## prefix [a] | suffix [b]",
        "/foo.*bar/ ## contains [foo] & contains [bar]",
        "/^foo.*bar$/ ## prefix [foo] & suffix [bar]",
        "/fo+bar/ ## contains [fo] & contains [bar]",
        "/fo*bar/ ## contains [f] & contains [bar]",
        "/fo?bar/ ## contains [fbar, fobar]",
        "/fo{2}bar/ ## contains [foobar]",
        "/fo{2,3}bar/ ## contains [foo] & contains [bar]",
        "/fo{0,3}bar/ ## contains [f] & contains [bar]",
        "/x(foo|bar\\d)y/ ## contains [x] & contains [bar, foo] & contains [y]",
        "/x(foo|\\d)y/ ## contains [x] & contains [y]",
        "/x(foo\\d)+y/ ## contains [x] & contains [foo] & contains [y]",
        "/x(foo\\d)*y/ ## contains [x] & contains [y]",
        "/[\\\\\\/]nmap/ ## contains [/nmap, \\nmap]",
        "/[^a]nmap[a-z]/ ## contains [nmap]",
        "/[0-3]x/ ## contains [0x, 1x, 2x, 3x]",
        "/[Aa]x/i ## contains ~ [ax]",
        "/(^|\\\\)cmd\\.exe$/ ## suffix [\\cmd.exe, cmd.exe]",
        "/(^|[\\\\\\/])cmd/ ## contains [cmd]",
        "/\\bcmd\\b/ ## contains [cmd]",
        "/a\\bb/ ## contains [ab]",
        "/(?=foo)bar/ ## contains [bar]",
        "/(?!foo)bar(?<!x)y/ ## contains [bar] & contains [y]",
        "/(?<name>nmap)x/ ## contains [nmapx]",
        "/.*/ ## exists",
        "/\\d+/ ## exists",
        "/a?/ ## exists",
        "/^$/ ## equals []",
        "/\\pLx/ ## contains [x]",
        "/\\cAb/ ## contains [b]",
        "/\\0101b/ ## contains [b]",
        "/(a)\\11/ ## contains [a]",
        "/\\x41b\\u0041c/ ## contains [b] & contains [c]",
        "/[[:alpha:]]b/ ## contains [b]",
        "/[[:foo:]x]y/ ## contains [x]y]",
        "/\\Qa.b\\E/ ## exists",
      })
  void literals(String regex, String expected) {
    assertEquals(expected, of(regex));
  }

  @Test
  void longListsOfWordsAreKeptWhole() {
    StringBuilder words = new StringBuilder();
    for (int i = 100; i < 700; i++) {
      words.append(i == 100 ? "" : "|").append("tool").append(i);
    }
    Requirement.Literal literal =
        (Requirement.Literal) Queries.requirement("F=/\\\\(" + words + ")\\.exe$/i");
    assertEquals(600, literal.texts().size());
    assertEquals("\\tool100.exe", literal.texts().iterator().next());
    assertEquals(Requirement.Kind.SUFFIX, literal.kind());
  }

  @Test
  void whatMultipliesTooOftenIsTakenInParts() {
    Requirement requirement = Queries.requirement("F=/[abc][abc][abc][abc][abc]nmap/");
    for (String text : new String[] {"abcabnmap", "cccccnmap"}) {
      assertEquals(true, met(requirement, text));
    }
    assertEquals(false, met(requirement, "nmap"));
  }

  private static boolean met(Requirement requirement, String text) {
    return ((Requirement.AllOf) requirement)
        .parts().stream().allMatch(part -> ((Requirement.Literal) part).matches(text));
  }
}
