package dev.lanner.events.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
  private static final List<String> ASKED =
      List.of(
          "CommandLine",
          "#Tag",
          "Port",
          "FileName",
          "Nothing",
          "@timestamp",
          "Ünicode",
          "#event_simpleName",
          "event_simpleName",
          "Agent IP");

  private static final String IDS =
      "\"cid\":\"c\",\"aid\":\"a\",\"id\":\"i\",\"timestamp\":\"1761955200000\"";

  private static FdrEvent decode(byte[] line) {
    FieldTable fields = new FieldTable();
    ASKED.forEach(fields::intern);
    return (FdrEvent) FdrDecoder.forEvents(fields).decode(line, 0, line.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"CommandLine\":\"a \\\"b\\\" \\u00e9\",\"Other\":\"long and not wanted\"",
        "\"Tag\":\"x\",\"Port\":443",
        "\"#Tag\":\"x\",\"Tag\":\"y\",\"Port\":null",
        "\"Port\":1,\"Port\":2.50",
        "\"ImageFileName\":\"\\\\Device\\\\x\\\\nmap.exe\",\"Ünicode\":\"ü\"",
        "\"FileName\":\"\",\"ImageFileName\":\"/usr/bin/nmap\"",
      })
  void answersWhatWasAskedForAsTheLineDoes(String fields) {
    byte[] line = utf8("{" + fields + "," + IDS + ",\"Extra\":\"" + "x".repeat(300) + "\"}");
    FdrEvent event = decode(line);
    byte[] excerpt = event.excerpt();
    assertTrue(
        excerpt.length < line.length - 300, () -> new String(excerpt, StandardCharsets.UTF_8));
    FdrEvent again = decode(excerpt);
    for (String name : ASKED) {
      assertEquals(event.text(name), again.text(name), name);
    }
    assertEquals(event.timestampMillis(), again.timestampMillis());
    assertEquals(event.identity(), again.identity());
  }

  @Test
  void thereIsNoneIfTheLineItselfIsAskedFor() {
    FieldTable fields = new FieldTable();
    fields.intern("@rawstring");
    byte[] line = utf8("{" + IDS + "}");
    assertNull(((FdrEvent) FdrDecoder.forEvents(fields).decode(line, 0, line.length)).excerpt());
  }

  @Test
  void thereIsNoneOfALineThatOnlyItselfIdentifies() {
    assertNull(decode(utf8("{\"aid\":\"a\",\"timestamp\":\"1761955200000\"}")).excerpt());
    assertNull(decode(utf8("{\"x\":{\"y\":1}," + IDS + "}")).excerpt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"CommandLine\":\"\\u0041\\/\\\"é\",\"Tag\":\"a\\\\b\",\"Port\":12",
        "\"ImageFileName\":\"\\\\x\\\\y.exe\",\"#Tag\":\"\",\"event_simpleName\":\"T\"",
        "\"ImageFileName\":\"/bin/\",\"Port\":null,\"CommandLine\":\"\\ud83d\\ude00\\ud83d\"",
        "\"ImageFileName\":\"a\\n\",\"#event_simpleName\":\"T\",\"Tag\":[\"x\"]",
        "\"ImageFileName\":\"a/b\",\"FileName\":\"c\",\"aip\":\"1.2.3.4\"",
      })
  void theBytesOfAFieldAreItsText(String fields) {
    FdrEvent event = decode(utf8("{" + fields + "," + IDS + "}"));
    ByteRange range = new ByteRange();
    for (int i = 0; i < ASKED.size(); i++) {
      String text = event.find(i, range) ? read(range) : null;
      assertEquals(event.text(i), text, ASKED.get(i));
    }
  }

  private static String read(ByteRange range) {
    return new String(
        range.bytes(), range.from(), range.to() - range.from(), StandardCharsets.UTF_8);
  }
}
