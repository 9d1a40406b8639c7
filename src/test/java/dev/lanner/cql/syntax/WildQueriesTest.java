package dev.lanner.cql.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Published queries, and the queries of documented cases: how many are read, and that each prints
 * as itself.
 */
class WildQueriesTest {
  private static final double NEEDED = 97;

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void publishedQueriesAreRead() throws IOException {
    Path corpus = Shared.require("cql/corpus-dev.jsonl");
    List<JsonNode> queries = new ArrayList<>();
    try (Stream<String> lines = Files.lines(corpus)) {
      for (String line : (Iterable<String>) lines::iterator) {
        queries.add(json.readTree(line));
      }
    }
    Map<String, List<String>> reasons = new TreeMap<>();
    int read = read(queries, reasons);
    double share = 100.0 * read / queries.size();
    assertTrue(share >= NEEDED, () -> share + " % read; not: " + reasons);
  }

  @Test
  void queriesOfDocumentedCasesAreRead() throws IOException {
    List<JsonNode> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(Shared.require("cql/cases")).sorted()) {
      for (Path file : (Iterable<Path>) files::iterator) {
        json.readTree(file.toFile()).get("cases").forEach(queries::add);
      }
    }
    Map<String, List<String>> reasons = new TreeMap<>();
    assertEquals(queries.size(), read(queries, reasons), reasons::toString);
  }

  private static int read(List<JsonNode> queries, Map<String, List<String>> reasons) {
    int read = 0;
    for (JsonNode node : queries) {
      Query query = Parser.parse(node.get("query").asText(), Parser.Dialect.SEEDS);
      if (query.ok()) {
        read++;
        Reads.fixedPoint(query);
      } else {
        Problem error =
            query.problems().stream()
                .filter(p -> p.severity() == Problem.Severity.ERROR)
                .findFirst()
                .orElseThrow();
        reasons
            .computeIfAbsent("\n" + error.code(), code -> new ArrayList<>())
            .add(node.get("id").asText());
      }
    }
    return read;
  }
}
