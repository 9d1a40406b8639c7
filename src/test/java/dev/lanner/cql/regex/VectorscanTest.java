package dev.lanner.cql.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.regex.Finder.Verdict;
import dev.lanner.cql.regex.vectorscan.Vectorscan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the option is on can be told from the time only: the automaton is the measure. */
class VectorscanTest {
  private static final long SEED = 20261122;

  @BeforeEach
  void theLibraryIsThere() {
    assumeTrue(Vectorscan.isLoaded(), "no native library for this machine");
  }

  private static CqlRegex regex(String body, String flags, RegexEngine engine) {
    try {
      return CqlRegex.compile(body, flags, engine);
    } catch (CqlRegex.Invalid e) {
      throw new AssertionError(e.position() + ": " + e.reason(), e);
    }
  }

  /** By the library, which {@code find} asks about longer texts only. */
  private static boolean find(CqlRegex regex, String text) {
    VectorscanFinder finder = assertInstanceOf(VectorscanFinder.class, regex.finder());
    Verdict verdict = finder.ask(text);
    boolean found = regex.find(text);
    assertEquals(verdict == Verdict.UNSURE ? found : verdict == Verdict.FOUND, found);
    return found;
  }

  /** Documentation of Vectorscan, "Supported Constructs", and Javadoc of {@link Pattern}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "nmap\\.exe '' C:\\nmap.exe true",
        "^nmap\\.exe i NMAP.EXE true",
        "^nmap\\.exe '' NMAP.EXE false",
        "^nmap\\.exe i xnmap.exe false",
        "^(nmap|zmap).*\\.exe$ '' zmap-7.exe true",
        "^(nmap|zmap).*\\.exe$ '' zmap-7.ex false",
        ".*powershell.* i C:\\PowerShell.exe true",
        "\\bzmap\\b '' a-zmap-b true",
        "\\bzmap\\b '' zmap2 false",
        "a[^b]c '' abc false",
        "x{2,3}y '' axxy true",
        "^x{2,3}y '' xxxxy false",
      })
  void findsWhatDetectionsLookFor(String body, String flags, String text, boolean found) {
    CqlRegex regex = regex(body, flags, RegexEngine.VECTORSCAN);
    assertEquals(found, find(regex, text));
  }

  /** No line ends between {@code \r} and {@code \n}. */
  @ParameterizedTest
  @CsvSource({
    "'xa', true",
    "'xa\n', true",
    "'xa\r\n', true",
    "'xa\r', true",
    "'xa\n\n', false",
    "'xa\rb', false"
  })
  void theEndIsAlsoBeforeOneLineEnd(String text, boolean found) {
    CqlRegex regex = regex("x.*a$", "", RegexEngine.VECTORSCAN);
    assertEquals(found, find(regex, text));
    CqlRegex half = regex("x.*\\r$", "", RegexEngine.VECTORSCAN);
    assertEquals(text.endsWith("\r"), find(half, text));
  }

  /** Case, dots and words beyond ASCII are the automaton's. */
  @ParameterizedTest
  @CsvSource({
    "(?i)k, \u212a, false",
    "(?i)s, \u017f, false",
    "^.b, \u00e9b, true",
    "^.b, \ud83d\udd0db, true",
    "^[^a]b, \ud83db, true",
    "[?], \ud83d, false",
    "\\bb, \u00e9b, false",
    "a, '', false"
  })
  void otherTextsAreNotForIt(String body, String text, boolean found) {
    CqlRegex regex = regex(body, "", RegexEngine.VECTORSCAN);
    assertEquals(found, find(regex, text));
  }

  /** What it cannot find, finds elsewhere than the engine does, or would read too much for. */
  @ParameterizedTest
  @ValueSource(strings = {"a*", "$", "(?m)^a", "(?m)a$", "a$", "(?=a)b", "(a)\\1"})
  void otherPatternsAreNotForIt(String body) {
    CqlRegex regex = regex(body, "", RegexEngine.VECTORSCAN);
    assertFalse(regex.finder() instanceof VectorscanFinder, body);
    assertEquals(regex.search("xab"), regex.find("xab"));
  }

  @Test
  void groupsAreTakenOutAsEver() {
    Row row = new Row(new FieldTable()).reset(null);
    CqlRegex regex = regex("(?<user>e\\w+)", "", RegexEngine.VECTORSCAN);
    assertTrue(regex.extract("by eve", row));
    assertEquals(Map.of("user", "eve"), row.toMap());
  }

  @Test
  void agreesOnRandomPatterns() {
    Random random = new Random(SEED);
    int patterns = 0;
    int found = 0;
    int pairs = 0;
    for (int round = 0; round < 3_000; round++) {
      String pattern = RandomRegex.pattern(random);
      int flags = RandomRegex.flags(random);
      Dfa automaton = Dfa.of(pattern, flags);
      Finder finder = RegexEngine.VECTORSCAN.finder(pattern, flags);
      assertEquals(automaton == null, finder == null, pattern);
      if (!(finder instanceof VectorscanFinder vectorscan)) {
        continue;
      }
      patterns++;
      for (int probe = 0; probe < 20; probe++) {
        String text = RandomRegex.text(random, pattern);
        if (random.nextInt(4) > 0) {
          text = text.replaceAll("[^\\p{ASCII}]", "");
        }
        if (random.nextInt(10) == 0) {
          text = "ab c".repeat(random.nextInt(3_000)) + text;
        }
        Verdict expected = automaton.find(text);
        String what = "/" + pattern + "/ flags " + flags + " in `" + text + "`";
        assertEquals(expected, vectorscan.ask(text), what);
        found += expected == Verdict.FOUND ? 1 : 0;
        pairs++;
      }
    }
    assertTrue(patterns > 1_000, "only " + patterns + " patterns");
    assertTrue(found > pairs / 5 && found < pairs * 4 / 5, found + " found of " + pairs);
  }

  @Test
  void agreesOnTheRulesOfThisProject() throws IOException {
    agrees(PublishedRegex.ofRules());
  }

  @Test
  void agreesOnPublishedQueries() throws IOException {
    agrees(PublishedRegex.ofQueries());
  }

  private static void agrees(Set<PublishedRegex> regexes) {
    Set<String> texts = new TreeSet<>(List.of("", "\n", "\r\n", "\u00e9", "\ud83d\udd0d"));
    for (PublishedRegex regex : regexes) {
      String text = regex.body().replaceAll("[\\\\^$()?*+]", "");
      texts.addAll(List.of(text, text.toUpperCase(Locale.ROOT) + "\r\n"));
      texts.add("C:\\Windows\\ " + text.replace("|", " ") + "\u00e9");
    }
    List<String> probes = new ArrayList<>(texts);
    for (int i = 0; i < 5; i++) {
      probes.add(i, String.join("\n", texts));
    }
    int quick = 0;
    int here = 0;
    for (PublishedRegex source : regexes) {
      CqlRegex expected;
      try {
        expected = CqlRegex.compile(source.body(), source.flags(), RegexEngine.AUTOMATON);
      } catch (CqlRegex.Invalid wrong) {
        continue;
      }
      CqlRegex regex = regex(source.body(), source.flags(), RegexEngine.VECTORSCAN);
      quick += expected.isQuick() ? 1 : 0;
      boolean byLibrary = regex.finder() instanceof VectorscanFinder;
      here += byLibrary ? 1 : 0;
      for (int i = quick % 5; i < probes.size(); i += 5) {
        String text = probes.get(i);
        boolean found = byLibrary ? find(regex, text) : regex.find(text);
        assertEquals(expected.find(text), found, () -> source + " in " + text);
      }
    }
    assertTrue(here > quick / 3, here + " of " + quick);
  }

  /** Each thread has its own pattern; the library's part is shared. */
  @Test
  void threadsDoNotMeet() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Collection<Callable<Integer>> tasks = new ArrayList<>();
      for (int task = 0; task < 4; task++) {
        String word = "word" + task;
        tasks.add(
            () -> {
              int found = 0;
              for (int i = 0; i < 500; i++) {
                CqlRegex regex = regex(word + "x?", "", RegexEngine.VECTORSCAN);
                found += find(regex, "-".repeat(i) + word) ? 1 : 0;
                found += find(regex, "-".repeat(i) + word.substring(1)) ? 1 : 0;
              }
              return found;
            });
      }
      for (Future<Integer> count : threads.invokeAll(tasks)) {
        assertEquals(500, count.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theOptionChooses() {
    System.setProperty(RegexEngine.PROPERTY, "Vectorscan");
    try {
      assertEquals(RegexEngine.VECTORSCAN, RegexEngine.chosen());
      assertNotNull(regex("abc", "", RegexEngine.chosen()).finder());
    } finally {
      System.clearProperty(RegexEngine.PROPERTY);
    }
    assertEquals(RegexEngine.AUTOMATON, RegexEngine.chosen());
  }
}
