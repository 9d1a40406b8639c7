package dev.lanner.lookups;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a JSON list of objects: one row an object, one column a name. Values below objects and
 * lists have flat names ({@code a.b}, {@code a[0]}); a null is absent.
 */
final class JsonLookup {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonLookup() {}

  static LookupTable read(String file, String text) throws LookupException {
    JsonNode list = parse(file, text);
    if (!list.isArray()) {
      throw LookupException.at(file, 1, "expected a JSON list of objects");
    }
    List<Map<String, String>> objects = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>();
    for (JsonNode item : list) {
      if (!item.isObject()) {
        throw LookupException.at(
            file, 1, "item " + (objects.size() + 1) + " of the list is not an object");
      }
      Map<String, String> values = new LinkedHashMap<>();
      flatten("", item, values);
      columns.addAll(values.keySet());
      objects.add(values);
    }
    List<List<String>> rows = new ArrayList<>();
    for (Map<String, String> values : objects) {
      List<String> row = new ArrayList<>();
      columns.forEach(column -> row.add(values.get(column)));
      rows.add(row);
    }
    return new LookupTable(List.copyOf(columns), rows);
  }

  private static JsonNode parse(String file, String text) throws LookupException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw LookupException.at(file, line, "not JSON");
    }
  }

  private static void flatten(String name, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  flatten(
                      name.isEmpty() ? member.getKey() : name + "." + member.getKey(),
                      member.getValue(),
                      into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(name + "[" + i + "]", node.get(i), into);
      }
    } else if (!node.isNull()) {
      into.put(name, node.asText());
    }
  }
}
