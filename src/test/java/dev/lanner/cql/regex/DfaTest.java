package dev.lanner.cql.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.regex.Finder.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine is the reference: its documented meaning is the meaning of a pattern. */
class DfaTest {
  private static final long SEED = 20261122;
  private static final String TOOLS = "(?i)(nmap|masscan|zmap|curl|wget|python[23]?|powershell)";
  private static final String PRIVATE =
      "^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.|127\\.)";
  private static final String SCAN = "( -ss | -st | -sv |--top-ports|--script |--ports | -p [0-9])";
  private static final String SHODAN = "(?i)(shodan\\s+search|nmap\\s+-s[nSp]|\\bzmap\\b)";

  private static Verdict find(String pattern, int flags, String text) {
    Dfa dfa = Dfa.of(pattern, flags);
    assertNotNull(dfa, pattern);
    return dfa.find(text);
  }

  private static Verdict find(String pattern, String text) {
    return find(pattern, 0, text);
  }

  @Test
  void findsWhatDetectionsLookFor() {
    assertEquals(Verdict.FOUND, find(SCAN, "nmap -p 22 host"));
    assertEquals(Verdict.FOUND, find(SCAN, "x --top-ports"));
    assertEquals(Verdict.ABSENT, find(SCAN, "ssh -p22 host -ss"));
    assertEquals(Verdict.FOUND, find(PRIVATE, "172.31.0.9"));
    assertEquals(Verdict.ABSENT, find(PRIVATE, "172.32.0.9"));
    assertEquals(Verdict.ABSENT, find(PRIVATE, "8.10.0.1"));
    assertEquals(Verdict.FOUND, find(TOOLS, "/usr/bin/WGet -q"));
    assertEquals(Verdict.ABSENT, find(TOOLS, "/usr/bin/nma p"));
    assertEquals(Verdict.FOUND, find(SHODAN, "Shodan \t search x"));
    assertEquals(Verdict.FOUND, find(SHODAN, "a zmap-b"));
    assertEquals(Verdict.ABSENT, find(SHODAN, "a zmap2 nmap -sV shodansearch"));
    String shell = "\\\\(cmd|powershell|wmic)\\.exe$";
    assertEquals(Verdict.FOUND, find(shell, Pattern.CASE_INSENSITIVE, "C:\\a\\CMD.exe"));
    assertEquals(Verdict.FOUND, find(shell, Pattern.CASE_INSENSITIVE, "\\wmic.exe\r\n"));
    assertEquals(Verdict.ABSENT, find(shell, Pattern.CASE_INSENSITIVE, "\\wmic.exe\n\n"));
    assertEquals(Verdict.ABSENT, find(shell, Pattern.CASE_INSENSITIVE, "cmd.exe"));
  }

  /** Javadoc of {@code Pattern}, "Line terminators". */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"})
  void theEndIsAlsoBeforeOneLineEnd(String lineEnd) {
    assertEquals(Verdict.FOUND, find("^a$", "a" + lineEnd));
    assertEquals(Verdict.FOUND, find("\\Aa\\Z", "a" + lineEnd));
    assertEquals(lineEnd.isEmpty() ? Verdict.FOUND : Verdict.ABSENT, find("a\\z", "a" + lineEnd));
    assertEquals(Verdict.ABSENT, find("^a$", "a" + lineEnd + "b"));
    if (!lineEnd.isEmpty()) {
      assertEquals(Verdict.FOUND, find("(?m)^a$", "b" + lineEnd + "a" + lineEnd + "c"));
      assertEquals(Verdict.ABSENT, find("^a.b", "a" + lineEnd + "b"));
    }
  }

  @Test
  void noLineEndsInsideCrLf() {
    assertEquals(Verdict.ABSENT, find("\\r$", "\r\n"));
    assertEquals(Verdict.ABSENT, find("(?m)\\r^", "\r\na"));
    assertEquals(Verdict.FOUND, find("(?m)\\n^a", "\r\na"));
  }

  @Test
  void caseIsIgnoredInAsciiOnly() {
    assertEquals(Verdict.FOUND, find("[a-cé]k", Pattern.CASE_INSENSITIVE, "BK"));
    assertEquals(Verdict.ABSENT, find("é", Pattern.CASE_INSENSITIVE, "É"));
    assertEquals(Verdict.ABSENT, find("k", Pattern.CASE_INSENSITIVE, "\u212A"));
    assertEquals(Verdict.ABSENT, find("[^a]", Pattern.CASE_INSENSITIVE, "aA"));
  }

  /** {@code .} takes both halves of U+1F50D as one; so does the engine, which is then asked. */
  @Test
  void leavesPairsOfSurrogatesToTheEngineWhereTheyMatter() {
    String pair = "\uD83D\uDD0D";
    assertEquals(Verdict.UNSURE, find("^a.b$", "a" + pair + "b"));
    assertEquals(Verdict.UNSURE, find("\\bb", "é b"));
    assertEquals(Verdict.FOUND, find("^a.b", "a-b" + pair));
    assertEquals(Verdict.FOUND, find("b+", pair + "b"));
    assertEquals(Verdict.ABSENT, find("[bé]c", pair + "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a)\\1",
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?>a|ab)c",
        "a++",
        "a?+b",
        "a$\\n",
        "(a$|b)c",
        "\\Ga",
        "\\Ra",
        "\\X",
        "\\p{L}",
        "(?u)a",
        "(?x)a b",
        "\uD83D\uDD0D",
        "(?i)\\p{Lower}",
        "a{1,3000}b{9}(c{9}){900}",
      })
  void leavesTheRestToTheEngine(String pattern) {
    assertNull(Dfa.of(pattern, 0));
  }

  /** Only the last characters of a text are read where a match must end it. */
  @Test
  void knowsWhatStandsBeforeTheLastCharacters() {
    assertEquals(Verdict.ABSENT, find("\\ba$", "xa\r\n"));
    assertEquals(Verdict.FOUND, find("\\ba$", "-a\r\n"));
    assertEquals(Verdict.UNSURE, find("\\ba$", "éa\r\n"));
    assertEquals(Verdict.ABSENT, find("^a$", "aa\r\n"));
    assertEquals(Verdict.FOUND, find("b?a$", "xxxxxxba\r\n"));
    assertEquals(Verdict.FOUND, find("xb*$", "xbbbbbb\r\n"));
  }

  @Test
  void manyWordsAndManyStatesCostLittle() {
    StringBuilder words = new StringBuilder("(?i)^(word");
    for (int i = 0; i < 20_000; i++) {
      words.append('|').append(Integer.toString(i * 7919, 36)).append(".example");
    }
    Dfa dfa = Dfa.of(words.append(")$").toString(), 0);
    String last = Integer.toString(19_999 * 7919, 36) + ".EXAMPLE";
    assertTimeout(Duration.ofSeconds(2), () -> assertEquals(Verdict.FOUND, dfa.find(last)));
    assertEquals(Verdict.ABSENT, dfa.find(last + "s"));

    // 2^100 states, of which the text visits more than are kept.
    Dfa wide = Dfa.of("a.{0,100}b[ac]{30}x", 0);
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("abc".charAt(random.nextInt(3)));
    }
    assertTimeout(
        Duration.ofSeconds(5), () -> assertEquals(Verdict.ABSENT, wide.find(text.toString())));
    text.append("a").append("b".repeat(50)).append("c".repeat(30)).append("x");
    assertEquals(Verdict.FOUND, wide.find(text.toString()));
  }

  @Test
  void agreesWithTheEngine() {
    Random random = new Random(SEED);
    int pairs = 0;
    int found = 0;
    int unsure = 0;
    int refused = 0;
    for (int round = 0; round < 12_000; round++) {
      String pattern = RandomRegex.pattern(random);
      int flags = RandomRegex.flags(random);
      Pattern engine;
      try {
        engine = Pattern.compile(pattern, flags);
      } catch (PatternSyntaxException wrong) {
        throw new AssertionError("a pattern that is none: " + pattern, wrong);
      }
      Dfa dfa = Dfa.of(pattern, flags);
      if (dfa == null) {
        refused++;
        continue;
      }
      for (int probe = 0; probe < 10; probe++) {
        String text = RandomRegex.text(random, pattern);
        Verdict verdict = dfa.find(text);
        pairs++;
        unsure += verdict == Verdict.UNSURE ? 1 : 0;
        found += verdict == Verdict.FOUND ? 1 : 0;
        if (verdict != Verdict.UNSURE) {
          assertEquals(
              engine.matcher(text).find(),
              verdict == Verdict.FOUND,
              () -> "/" + pattern + "/ flags " + flags + " in " + codes(text));
        }
      }
    }
    assertTrue(pairs > 60_000, "only " + pairs + " pairs, refused " + refused);
    assertTrue(found > pairs / 5 && found < pairs * 4 / 5, found + " found of " + pairs);
    assertTrue(unsure < pairs / 4, unsure + " unsure of " + pairs);
  }

  private static List<String> codes(String text) {
    List<String> codes = new ArrayList<>();
    text.chars().forEach(c -> codes.add(Integer.toHexString(c)));
    return codes;
  }

  /** A state is known by its nodes, not by how a text came to it. */
  @ParameterizedTest
  @CsvSource({"(ab|cd)+e, ababcde, FOUND", "(a|b)*c, ababab, ABSENT", "(a|b)*, '', FOUND"})
  void repeatedSearchesAgree(String pattern, String text, Verdict expected) {
    Dfa dfa = Dfa.of(pattern, 0);
    assertEquals(expected, dfa.find(text));
    assertEquals(Verdict.FOUND, Dfa.of("", 0).find(text));
    assertEquals(expected, dfa.find(text));
  }
}
