package dev.lanner.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

  @Test
  void quotesBackslashesAndControlCharactersAreEscaped() {
    GeneratedEvent event =
        new Fields().put("CommandLine", "a \"b\" \\\\fs01\\c\r\n\t\u0001").build(0);

    assertEquals(
        "{\"CommandLine\":\"a \\\"b\\\" \\\\\\\\fs01\\\\c\\r\\n\\t\\u0001\"}", event.toJson());
  }

  @Test
  void everyCharacterComesBack() throws Exception {
    StringBuilder text = new StringBuilder("\u00b6 \u20ac \ud83e\udd85 ");
    for (char c = 0; c < 0x180; c++) {
      text.append(c);
    }
    GeneratedEvent event = new Fields().put("x", text.toString()).put("empty", "").build(0);

    assertEquals(
        Map.of("x", text.toString(), "empty", ""),
        new ObjectMapper().readValue(event.toJson(), Map.class));
  }

  @Test
  void secondsHaveThreeDecimals() {
    assertEquals("1793491200.042", seconds(1_793_491_200_042L));
    assertEquals("1.000", seconds(1000));
    assertEquals("0.999", seconds(999));
    assertEquals("0.007", seconds(7));
  }

  @Test
  void numbersAreTexts() {
    assertEquals(
        "{\"a\":\"0\",\"b\":\"9223372036854775807\",\"c\":\"100\"}",
        new Fields().put("a", 0).put("b", Long.MAX_VALUE).put("c", 100).build(0).toJson());
  }

  @Test
  void fieldsStartAgainAfterABuild() {
    Fields fields = new Fields();
    fields.put("a", "1").build(0);

    assertEquals("{\"b\":\"2\"}", fields.put("b", "2").build(0).toJson());
    assertEquals("{}", fields.build(0).toJson());
  }

  private static String seconds(long millis) {
    return new Fields().putSeconds("at", millis).build(0).field("at").orElseThrow();
  }
}
