package dev.lanner.sarif;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The findings of one run as a SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0).
 *
 * <p>Paths below the working folder are written relative to it, against the base {@value #BASE},
 * which the reader of the log resolves: code hosts take it for the root of the repository. The same
 * findings give the same bytes.
 */
public final class SarifLog {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String VERSION = "2.1.0";
  private static final String BASE = "%SRCROOT%";

  private final String tool;
  private final String toolVersion;
  private final TreeMap<String, String> rules = new TreeMap<>();
  private final List<SarifResult> results = new ArrayList<>();

  /** An empty log of a run of {@code tool}. */
  public SarifLog(String tool, String toolVersion) {
    this.tool = tool;
    this.toolVersion = toolVersion;
  }

  /** Says what can be found: an id, and what it is about in one phrase. */
  public void describe(String rule, String description) {
    rules.put(rule, description);
  }

  /**
   * Adds a finding.
   *
   * @throws IllegalArgumentException if its rule was not described
   */
  public void add(SarifResult result) {
    if (!rules.containsKey(result.rule())) {
      throw new IllegalArgumentException("not described: " + result.rule());
    }
    results.add(result);
  }

  /** Writes the log; leaves {@code out} open. */
  public void write(Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", VERSION);
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      driver(json);
      json.writeObjectFieldStart("originalUriBaseIds");
      json.writeObjectFieldStart(BASE);
      text(json, "description", "the folder in which the command was run");
      json.writeEndObject();
      json.writeEndObject();
      json.writeStringField("columnKind", "unicodeCodePoints");
      json.writeArrayFieldStart("results");
      for (SarifResult result : results) {
        result(json, result);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void driver(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", tool);
    json.writeStringField("version", toolVersion);
    json.writeArrayFieldStart("rules");
    for (var rule : rules.entrySet()) {
      json.writeStartObject();
      json.writeStringField("id", rule.getKey());
      text(json, "shortDescription", rule.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void result(JsonGenerator json, SarifResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", result.rule());
    json.writeNumberField("ruleIndex", rules.headMap(result.rule()).size());
    json.writeStringField("level", result.level().word());
    text(json, "message", result.message());
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    artifact(json, Path.of(result.file()));
    if (result.line() > 0) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", result.line());
      if (result.column() > 0) {
        json.writeNumberField("startColumn", result.column());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void artifact(JsonGenerator json, Path file) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    boolean below = absolute.startsWith(here);
    json.writeObjectFieldStart("artifactLocation");
    if (below) {
      String base = here.toUri().getRawPath();
      String uri = absolute.toUri().getRawPath();
      json.writeStringField(
          "uri", uri.substring(base.endsWith("/") ? base.length() : base.length() + 1));
      json.writeStringField("uriBaseId", BASE);
    } else {
      json.writeStringField("uri", absolute.toUri().toString());
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }
}
