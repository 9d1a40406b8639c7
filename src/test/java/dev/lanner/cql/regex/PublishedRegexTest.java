package dev.lanner.cql.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The regexes that published queries hold between slashes: how many need no engine, and that both
 * agree on them.
 */
class PublishedRegexTest {
  private static final double NEEDED = 98;

  @Test
  void nearlyAllRunWithoutTheEngine() throws IOException {
    Set<PublishedRegex> sources = PublishedRegex.ofQueries();
    List<String> texts = new ArrayList<>();
    sources.forEach(source -> texts.add(source.body().replaceAll("[\\\\^$()?*+]", "")));

    int valid = 0;
    int quick = 0;
    TreeMap<String, String> slow = new TreeMap<>();
    for (PublishedRegex source : sources) {
      CqlRegex regex;
      try {
        regex = CqlRegex.compile(source.body(), source.flags());
      } catch (CqlRegex.Invalid wrong) {
        continue;
      }
      valid++;
      if (regex.isQuick()) {
        quick++;
        for (int i = valid % 7; i < texts.size(); i += 7) {
          String text = texts.get(i);
          assertEquals(
              regex.search(text), regex.find(text), () -> "/" + source.body() + "/ in " + text);
        }
      } else {
        slow.put(source.body(), source.flags());
      }
    }
    double share = 100.0 * quick / valid;
    assertTrue(share >= NEEDED, share + " % of " + valid + " need no engine; not: " + slow);
  }
}
