package dev.lanner.ruletest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes failed cases as SARIF 2.1.0, so that a code host shows them at their lines. */
public final class Sarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String RULE = "rule-test-failed";

  private Sarif() {}

  /** Writes the report. Paths are written with forward slashes, relative ones as they are. */
  public static void write(List<CaseResult> results, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      tool(json);
      json.writeArrayFieldStart("results");
      for (CaseResult result : results) {
        if (!result.passed()) {
          failure(result, json);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void tool(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "lanner test");
    json.writeArrayFieldStart("rules");
    json.writeStartObject();
    json.writeStringField("id", RULE);
    json.writeObjectFieldStart("shortDescription");
    json.writeStringField("text", "A detection rule does not do what its test expects");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void failure(CaseResult result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", RULE);
    json.writeStringField("level", "error");
    json.writeObjectFieldStart("message");
    json.writeStringField(
        "text",
        result.ruleTitle() + ": " + result.name() + "\n" + String.join("\n", result.differences()));
    json.writeEndObject();
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", result.path().replace('\\', '/'));
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", result.line());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
