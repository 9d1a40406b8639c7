package dev.lanner.events.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.event.FieldTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The decoder against the plainest way to read JSON: into a tree, then flat. */
class FdrDecoderDifferentialTest {
  private static final Path SAMPLES = Path.of("..", "shared", "fdr", "samples");

  private static final ObjectMapper PLAIN =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static Map<String, String> plain(String line) throws IOException {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", PLAIN.readTree(line), flat);
    return flat;
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

  /** One event whose table holds some of the names, so that both ways of reading are compared. */
  private static void compare(List<String> lines) throws IOException {
    FieldTable fields = new FieldTable();
    int n = 0;
    for (String line : lines) {
      for (String name : plain(line).keySet()) {
        if (n++ % 3 != 0) {
          fields.intern(name);
        }
      }
    }
    FdrDecoder decoder = FdrDecoder.withoutTime(fields);
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Decoded decoded = decoder.decode(bytes, 0, bytes.length);
      FdrEvent event = assertInstanceOf(FdrEvent.class, decoded, () -> decoded + " for " + line);
      Map<String, String> expected = plain(line);
      expected.forEach(
          (name, text) -> {
            assertEquals(text, event.text(name), () -> name + " of " + line);
            int id = fields.find(name);
            if (id >= 0) {
              assertEquals(text, event.text(id), () -> name + " of " + line);
            }
          });
      Map<String, String> shown = new LinkedHashMap<>();
      event.forEach((name, text) -> shown.put(name, text));
      expected.forEach(
          (name, text) ->
              assertEquals(
                  text, shown.get(name.equals("event_simpleName") ? "#event_simpleName" : name)));
      for (String name : fields.names()) {
        if (!expected.containsKey(name) && Derived.of(name) == null) {
          String other = name.startsWith("#") ? name.substring(1) : "#" + name;
          assertEquals(expected.get(other), event.text(name), () -> name + " of " + line);
        }
      }
    }
  }

  @Test
  void realLines() throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "sample lines are not here");
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.sorted().toList()) {
        Files.readAllLines(file).stream().filter(line -> !line.isBlank()).forEach(lines::add);
      }
    }
    assertTrue(lines.size() > 100);
    compare(lines);
    FdrDecoder decoder = FdrDecoder.forEvents(new FieldTable());
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertInstanceOf(
          FdrEvent.class, decoder.decode(bytes, 0, bytes.length), "every real line has a time");
    }
  }

  @Test
  void oddLines() throws IOException {
    long seed = 20261122;
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lines.add(oddLine(random));
    }
    compare(lines);
  }

  private static String oddLine(Random random) throws IOException {
    ObjectNode line = object(random, 0);
    line.put("event_simpleName", "Odd" + random.nextInt(3));
    line.put("timestamp", Long.toString(1_700_000_000_000L + random.nextInt(1000)));
    String text = PLAIN.writeValueAsString(line);
    if (random.nextInt(3) == 0) {
      // The same name once more, behind the others.
      text = text.substring(0, text.length() - 1) + ",\"timestamp\":\"1700000000099\"}";
    }
    return random.nextInt(4) == 0 ? text.replace("\":", "\" :\t") + " " : text;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = PLAIN.createObjectNode();
    int members = random.nextInt(8);
    for (int i = 0; i < members; i++) {
      // Names of an object differ among themselves and flatten without a clash.
      object.set(name(random, depth) + i, value(random, depth));
    }
    return object;
  }

  private static String name(Random random, int depth) {
    String[] names = {
      "a", "B_", "é", "quote\"", "back\\", "#tag", "@meta", " ", "日本", "\ud83d\ude00"
    };
    return names[random.nextInt(names.length)] + depth;
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory nodes = PLAIN.getNodeFactory();
    return switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> nodes.textNode("");
      case 1 -> nodes.textNode("line\nbreak \u0000 \u001f é 日本 \ud83d\ude00 \"quoted\" C:\\x/y");
      case 2 -> nodes.numberNode(random.nextLong());
      case 3 -> nodes.numberNode(new BigDecimal(random.nextInt(100000)).movePointLeft(3));
      case 4 -> nodes.booleanNode(random.nextBoolean());
      case 5 -> nodes.nullNode();
      case 6 -> {
        var list = nodes.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
      default -> object(random, depth + 1);
    };
  }
}
