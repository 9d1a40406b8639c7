package dev.lanner.cql.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.Shared;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Pattern;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The regexes that published queries hold between slashes: how many need no engine, and that both
 * agree on them.
 */
class PublishedRegexTest {
  private static final double NEEDED = 98;

  private record Source(String body, String flags) implements Comparable<Source> {
    @Override
    public int compareTo(Source other) {
      int bodies = body.compareTo(other.body);
      return bodies != 0 ? bodies : flags.compareTo(other.flags);
    }
  }

  @Test
  void nearlyAllRunWithoutTheEngine() throws IOException, ReflectiveOperationException {
    Set<Source> sources = new TreeSet<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(Shared.require("cql/corpus-dev.jsonl"))) {
      String query = json.readTree(line).get("query").asText();
      collect(Parser.parse(query, Parser.Dialect.SEEDS).pipeline(), sources);
    }
    List<String> texts = new ArrayList<>();
    sources.forEach(source -> texts.add(source.body().replaceAll("[\\\\^$()?*+]", "")));

    int valid = 0;
    int quick = 0;
    TreeMap<String, String> slow = new TreeMap<>();
    for (Source source : sources) {
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

  private static void collect(Object node, Set<Source> sources)
      throws ReflectiveOperationException {
    if (node instanceof Pattern.Regex regex) {
      sources.add(new Source(regex.body(), regex.flags()));
    } else if (node instanceof Expression.Regex regex) {
      sources.add(new Source(regex.body(), regex.flags()));
    } else if (node instanceof Iterable<?> all) {
      for (Object each : all) {
        collect(each, sources);
      }
    } else if (node instanceof Record) {
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        collect(component.getAccessor().invoke(node), sources);
      }
    }
  }
}
