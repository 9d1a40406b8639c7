package dev.lanner.sarif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanner.sarif.SarifResult.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** SARIF 2.1.0; see {@link SarifStandard}. */
class SarifLogTest {
  private static SarifResult result(String file, int line, int column) {
    return new SarifResult("b", Level.WARNING, "m", file, line, column);
  }

  private static JsonNode run(SarifResult... results) throws IOException {
    SarifLog log = new SarifLog("lanner check", "1.0");
    log.describe("c", "third");
    log.describe("b", "second");
    log.describe("a", "first");
    for (SarifResult result : results) {
      log.add(result);
    }
    StringWriter text = new StringWriter();
    log.write(text);
    return SarifStandard.check(text.toString());
  }

  @Test
  void aLogWithoutFindingsIsALog() throws IOException {
    JsonNode run = run();
    assertEquals(0, run.get("results").size());
    assertEquals("a", run.at("/tool/driver/rules/0/id").asText());
  }

  @Test
  void aFindingNamesItsRuleByIdAndPlace() throws IOException {
    JsonNode result = run(result("rules/x.cql", 3, 7)).at("/results/0");
    assertEquals("b", result.get("ruleId").asText());
    assertEquals(1, result.get("ruleIndex").asInt());
    assertEquals("warning", result.get("level").asText());
    JsonNode region = result.at("/locations/0/physicalLocation/region");
    assertEquals(3, region.get("startLine").asInt());
    assertEquals(7, region.get("startColumn").asInt());
  }

  @Test
  void aFileAsAWholeHasNoRegionAndALineNoColumn() throws IOException {
    JsonNode results = run(result("x", 0, 0), result("x", 2, 0)).get("results");
    assertTrue(results.at("/0/locations/0/physicalLocation/region").isMissingNode());
    JsonNode region = results.at("/1/locations/0/physicalLocation/region");
    assertEquals(2, region.get("startLine").asInt());
    assertTrue(region.path("startColumn").isMissingNode());
  }

  @Test
  void pathsBelowTheWorkingFolderAreRelativeOthersAreNot() throws IOException {
    Path root = Path.of("").toAbsolutePath().getRoot();
    JsonNode results =
        run(
                result("./rules/a b/ü%.cql", 1, 1),
                result(Path.of("rules/../x.cql").toAbsolutePath().toString(), 1, 1),
                result(root.resolve("elsewhere").resolve("y:z.cql").toString(), 1, 1))
            .get("results");
    String uri = "/locations/0/physicalLocation/artifactLocation/uri";
    assertEquals("rules/a%20b/%C3%BC%25.cql", results.get(0).at(uri).asText());
    assertEquals("x.cql", results.get(1).at(uri).asText());
    assertEquals("file:///elsewhere/y:z.cql", results.get(2).at(uri).asText());
  }

  @Test
  void onlyWhatIsDescribedCanBeFound() {
    SarifLog log = new SarifLog("lanner check", "1.0");
    assertThrows(IllegalArgumentException.class, () -> log.add(result("x", 1, 1)));
  }
}
