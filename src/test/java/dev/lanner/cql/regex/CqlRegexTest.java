package dev.lanner.cql.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CqlRegexTest {
  private static CqlRegex regex(String body, String flags) {
    try {
      return CqlRegex.compile(body, flags);
    } catch (CqlRegex.Invalid e) {
      throw new AssertionError(e.position() + ": " + e.reason(), e);
    }
  }

  private static Map<String, String> extract(String body, String text) {
    Row row = new Row(new FieldTable()).reset(null);
    assertTrue(regex(body, "").extract(text, row), body);
    return row.toMap();
  }

  /** LANGUAGE 1.6 and 3.8: a search, case-sensitive without {@code i}, ASCII folding with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "nmap\\.exe '' C:\\nmap.exe true",
        "^nmap\\.exe$ i NMAP.EXE true",
        "^nmap\\.exe$ '' NMAP.EXE false",
        "^nmap\\.exe$ i xnmap.exe false",
        "^(nmap|zmap)(\\.exe)?$ '' zmap true",
        "^(nmap|zmap)(\\.exe)?$ '' zmap.ex false",
        "(?i)shodan\\.io '' api.SHODAN.io true",
        "(?i)(nmap|masscan)((\\.exe)?)$ '' /usr/bin/Masscan true",
        "arin\\.net '' marin.net true",
        "^10\\.|^172\\.1[6-9] '' 172.18.0.1 true",
        "python[23]?$ '' python3 true",
        ".*powershell.* i C:\\PowerShell.exe true",
        "é i É false",
      })
  void findsAnywhereUnlessAnchored(String body, String flags, String text, boolean found) {
    assertEquals(found, regex(body, flags).find(text));
  }

  @Test
  void missingTextIsNoMatch() {
    assertFalse(regex(".*", "").find(null));
    assertTrue(regex(".*", "").find(""));
  }

  /** LANGUAGE 3.8, flags outside: {@code d} is dot-all, {@code m} anchors at lines. */
  @Test
  void flagsMeanWhatTheyDoInCql() {
    assertFalse(regex("a.b", "").find("a\nb"));
    assertTrue(regex("a.b", "d").find("a\nb"));
    assertTrue(regex("a.b", "s").find("a\nb"));
    assertFalse(regex("^b$", "").find("a\nb\nc"));
    assertTrue(regex("^b$", "m").find("a\nb\nc"));
    assertTrue(regex("x", "gF").repeats());
  }

  /**
   * LANGUAGE 3.3 and 3.8: odd names, the other spelling, groups that took no part, names given
   * twice.
   */
  @Test
  void namedGroupsBecomeFields() {
    assertEquals(Map.of("user.name[0]", "eve"), extract("(?<user.name[0]>e\\w+)", "by eve"));
    assertEquals(Map.of("@x-y#z", "1"), extract("(?<@x-y#z>\\d)", "a1b2"));
    assertEquals(Map.of("p", "v"), extract("(a)?(?P<p>v)", "v"));
    assertEquals(Map.of("b", "y"), extract("(?<a>x)|(?<b>y)", "y"));
    assertEquals(Map.of("k", "2"), extract("(?<k>a)|b(?<k>\\d)", "b2"));
    assertEquals(Map.of("q", "''", "w", "it"), extract("(?<q>'+)(?<w>\\w+)\\k<q>", "''it''"));
    assertEquals(List.of("a", "b"), regex("(?<a>x)(?<b>y)(?<a>z)", "").groupNames());
  }

  @Test
  void noMatchLeavesTheRowAlone() {
    Row row = new Row(new FieldTable()).reset(null);
    row.set("a", "kept");
    assertFalse(regex("(?<a>x)y", "").extract("x", row));
    assertEquals(Map.of("a", "kept"), row.toMap());
  }

  /** LANGUAGE 3.8: unbalanced braces are literal; classes hold brackets and POSIX names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a{ a{ true",
        "{\"k\": {\"k\":1} true",
        "\\{a} {a} true",
        "x{2,}y xxy true",
        "x{,2}y x{,2}y true",
        "[[]x [x true",
        "[^]]x a]x false",
        "[[:alpha:]]{3} abc true",
        "[a&&b] & true",
        "\\Q{(\\E {( true",
      })
  void readsWhatLogScaleReads(String body, String text, boolean found) {
    assertEquals(found, regex(body, "").find(text));
  }

  @Test
  void scansAllMatches() {
    CqlRegex.Scan scan = regex("(?<k>\\w)=(\\w)", "g").scan("a=1 b=2");
    assertTrue(scan.next());
    assertEquals("a=1", scan.group(0));
    assertEquals("a", scan.group("k"));
    assertEquals("1", scan.group(2));
    assertNull(scan.group("none"));
    assertTrue(scan.next());
    assertEquals(4, scan.start());
    assertEquals(7, scan.end());
    assertFalse(scan.next());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(ab;'';3;unclosed group",
        "x(?<ab;'';1;the name of a group has no end",
        "a\\y;'';2;illegal/unsupported escape sequence",
        "(a{1000}){1000};'';9;too many repetitions",
        "\\k<n>;'';0;there is no group named `n`",
        "ab;x;2;there is no flag `x`; flags are d, m, i, g and F",
      })
  void saysWhereAPatternIsWrong(String line) {
    String[] parts = line.split(";", 4);
    CqlRegex.Invalid wrong =
        assertThrows(
            CqlRegex.Invalid.class, () -> CqlRegex.compile(parts[0], parts[1].replace("''", "")));
    assertEquals(parts[3], wrong.reason());
    assertEquals(Integer.parseInt(parts[2]), wrong.position());
  }

  @Test
  void exponentialPatternGivesUpAndIsCounted() {
    long before = CqlRegex.givenUp();
    CqlRegex evil = regex("(?!x)a*a*a*a*a*c", "");
    String text = "a".repeat(200) + "b";
    assertTimeout(Duration.ofSeconds(2), () -> assertFalse(evil.find(text)));
    assertTrue(CqlRegex.givenUp() > before);
  }

  @Test
  void deepRecursionIsNoMatchAndDeepNestingIsInvalid() {
    assertFalse(regex("(?:a|b)*c", "").find("ab".repeat(500_000)));
    assertThrows(
        CqlRegex.Invalid.class, () -> CqlRegex.compile("(".repeat(9000) + ")".repeat(9000), ""));
    assertThrows(CqlRegex.Invalid.class, () -> CqlRegex.compile("(|)".repeat(40) + "x", ""));
  }
}
