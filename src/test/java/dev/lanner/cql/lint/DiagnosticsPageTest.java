package dev.lanner.cql.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.Shared;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on diagnostics is made from the catalogue and from counting on published queries. */
class DiagnosticsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/diagnostics.md");
  private static final String COUNTS = "\n## How often lints fire\n";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean UPDATE = Boolean.getBoolean("update.golden");

  private static String catalogue() {
    StringBuilder page = new StringBuilder("# Diagnostics\n\n");
    page.append(
        "Everything `lanner check` can say. An error keeps a query from running; a warning is ");
    page.append("for what runs and is\nprobably not meant; an info is worth knowing.\n");
    page.append(
        "This page is made by a test: `mvn test -Dtest=DiagnosticsPageTest"
            + " -Dupdate.golden=true`.\n");
    part(Code.Part.QUERY, "Queries", page);
    part(Code.Part.RULE, "Rules and their files", page);
    part(Code.Part.LINT, "Lints", page);
    return page.toString();
  }

  private static void part(Code.Part part, String title, StringBuilder page) {
    page.append("\n## ")
        .append(title)
        .append("\n\n| code | severity | about |\n| --- | --- | --- |\n");
    for (Code code : Code.values()) {
      if (code.part() == part) {
        String about = code.description().replace("|", "\\|");
        String severity = code.severity().name().toLowerCase(Locale.ROOT);
        page.append("| `" + code.code() + "` | " + severity + " | " + about + " |\n");
      }
    }
  }

  private static String page() throws IOException {
    return Files.exists(PAGE) ? Files.readString(PAGE) : "";
  }

  private static void update(String catalogue, String counts) throws IOException {
    Files.writeString(PAGE, catalogue + counts);
  }

  @Test
  void thePageListsTheCatalogue() throws IOException {
    String page = page();
    int at = page.indexOf(COUNTS);
    if (UPDATE) {
      update(catalogue(), at < 0 ? "" : page.substring(at));
      return;
    }
    assertEquals(catalogue(), at < 0 ? page : page.substring(0, at));
  }

  @Test
  void thePageCountsOnPublishedQueries() throws IOException {
    String counts = counts(Shared.require("cql/corpus-dev.jsonl"));
    if (UPDATE) {
      update(catalogue(), counts);
      return;
    }
    String page = page();
    assertTrue(page.contains(COUNTS));
    assertEquals(counts, page.substring(page.indexOf(COUNTS)));
  }

  private static String counts(Path corpus) throws IOException {
    Map<String, int[]> hits = new TreeMap<>();
    int queries = 0;
    for (String line : Files.readAllLines(corpus)) {
      JsonNode entry = JSON.readTree(line);
      Query query = Parser.parse(entry.get("query").asText(), Parser.Dialect.SEEDS);
      if (query.ok()) {
        queries++;
        count(query, Setting.SEARCH, 0, hits);
        count(query, Setting.rule(true, false), 1, hits);
      }
    }
    StringBuilder counts = new StringBuilder(COUNTS);
    counts.append("\nQueries in which a lint fires, of each 1,000 of " + queries);
    counts.append(" published ones, read as searches and as rules with\ntumbling windows. ");
    counts.append(
        "Most of them are searches and panels of dashboards, which as rules would have\n");
    counts.append("no threshold, an order or a function that no stream can run.\n\n");
    counts.append("| code | search | rule |\n| --- | --- | --- |\n");
    for (Map.Entry<String, int[]> each : hits.entrySet()) {
      counts.append("| `" + each.getKey() + "` | " + rate(each.getValue()[0], queries));
      counts.append(" | " + rate(each.getValue()[1], queries) + " |\n");
    }
    return counts.toString();
  }

  private static void count(Query query, Setting setting, int column, Map<String, int[]> hits) {
    Lints.of(query, setting).stream()
        .map(Problem::code)
        .collect(Collectors.toSet())
        .forEach(code -> hits.computeIfAbsent(code, c -> new int[2])[column]++);
  }

  private static String rate(int hits, int queries) {
    return String.format(Locale.ROOT, "%.1f", 1000.0 * hits / queries);
  }
}
