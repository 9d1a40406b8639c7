package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatHasNoGlyphIsWrittenOut() {
    assertEquals(
        "Zoë C:\\x\\u001b[2J\\u007f\\u009b\\u200b\\u202e\\u2028\\n\\r\\t",
        Printable.line("Zoë C:\\x\u001b[2J\u007f\u009b\u200b\u202e\u2028\n\r\t"));
    assertEquals("\\ud83d😀\\udb40\\udc01", Printable.line("\ud83d😀\udb40\udc01"));
  }

  @Test
  void jsonMeansTheSameAfterwards() throws IOException {
    String json = JsonTexts.JSON.writeValueAsString("a\u001b\u009b\"\\\n\ud800é");
    String safe = Printable.json(json);
    assertEquals("\"a\\u001B\\u009b\\\"\\\\\\n\\ud800é\"", safe);
    assertEquals(JsonTexts.JSON.readTree(json), JsonTexts.JSON.readTree(safe));
  }

  @Test
  void onlyLineEndsAndTabsReachATerminal() {
    StringWriter terminal = new StringWriter();
    PrintWriter out = new PrintWriter(new SafeWriter(terminal));
    out.print("a\u001b[31m\tb\r\nc\rd\n");
    out.print('\u0007');
    out.print("\ud83d\ude00");
    out.flush();
    assertEquals("a\\u001b[31m\tb\r\nc\\rd\n\\u0007😀", terminal.toString());
  }
}
