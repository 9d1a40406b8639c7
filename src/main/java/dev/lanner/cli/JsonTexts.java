package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads JSON as events are read: every value a text, nested names joined by dots, lists by index.
 */
final class JsonTexts {
  /** Numbers keep their digits as far as their kind allows. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(
              com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  private JsonTexts() {}

  /** The fields of an object in its order; null values are absent. */
  static Map<String, String> flat(JsonNode object) {
    Map<String, String> fields = new LinkedHashMap<>();
    object.properties().forEach(member -> add(member.getKey(), member.getValue(), fields));
    return fields;
  }

  private static void add(String name, JsonNode value, Map<String, String> fields) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(member -> add(name + "." + member.getKey(), member.getValue(), fields));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        add(name + "[" + i + "]", value.get(i), fields);
      }
    } else if (!value.isNull()) {
      fields.put(name, value.asText());
    }
  }
}
