package dev.lanner.sarif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/**
 * What SARIF 2.1.0 (OASIS Standard, 27 March 2020) asks of the parts of a log that we write;
 * numbers are those of its sections.
 */
public final class SarifStandard {
  private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");
  private static final Set<String> COLUMN_KINDS = Set.of("utf16CodeUnits", "unicodeCodePoints");

  private SarifStandard() {}

  /** Fails unless the text is such a log; gives its only run. */
  public static JsonNode check(String text) throws IOException {
    JsonNode log = new JsonMapper().readTree(text);
    assertEquals("2.1.0", log.path("version").textValue(), "3.13.2");
    assertTrue(log.path("$schema").textValue().endsWith("sarif-2.1.0.json"), "3.13.3");
    assertTrue(log.path("runs").isArray(), "3.13.4");
    assertEquals(1, log.path("runs").size());
    JsonNode run = log.path("runs").get(0);
    String driver = run.at("/tool/driver/name").textValue();
    assertNotNull(driver, "3.18.2, 3.19.8");
    assertFalse(driver.isEmpty(), "3.19.8");
    assertTrue(COLUMN_KINDS.contains(run.path("columnKind").textValue()), "3.14.17");
    JsonNode rules = run.at("/tool/driver/rules");
    assertTrue(rules.isArray(), "3.19.23");
    Set<String> ids = new HashSet<>();
    for (JsonNode rule : rules) {
      assertTrue(rule.path("id").isTextual(), "3.49.3");
      assertTrue(ids.add(rule.get("id").textValue()), "3.19.23: each once");
      message(rule.path("shortDescription"), "3.49.9, 3.12.3");
    }
    assertTrue(run.path("results").isArray(), "3.14.23");
    for (JsonNode result : run.get("results")) {
      result(result, rules, run.path("originalUriBaseIds"));
    }
    return run;
  }

  private static void result(JsonNode result, JsonNode rules, JsonNode bases) {
    int index = result.path("ruleIndex").asInt(-1);
    assertTrue(index >= 0 && index < rules.size(), "3.27.6, 3.52.5");
    assertEquals(rules.get(index).get("id"), result.get("ruleId"), "3.27.5");
    assertTrue(LEVELS.contains(result.path("level").textValue()), "3.27.10");
    message(result.path("message"), "3.27.11");
    assertTrue(result.path("locations").isArray(), "3.27.12");
    for (JsonNode location : result.get("locations")) {
      JsonNode artifact = location.at("/physicalLocation/artifactLocation");
      URI uri = URI.create(artifact.path("uri").textValue());
      if (uri.isAbsolute()) {
        assertTrue(artifact.path("uriBaseId").isMissingNode(), "3.4.4");
      } else {
        assertFalse(uri.getRawPath().startsWith("/"), "3.4.3: relative to its base");
        assertFalse(uri.getRawPath().contains(".."), "3.10.2: normalized");
        assertTrue(bases.has(artifact.path("uriBaseId").textValue()), "3.14.14");
      }
      JsonNode region = location.at("/physicalLocation/region");
      if (!region.isMissingNode()) {
        assertTrue(region.path("startLine").asInt() >= 1, "3.30.5");
        assertTrue(region.path("startColumn").asInt(1) >= 1, "3.30.6");
      }
    }
  }

  private static void message(JsonNode message, String section) {
    assertTrue(message.path("text").isTextual(), section);
    assertFalse(message.get("text").textValue().isEmpty(), section);
  }
}
