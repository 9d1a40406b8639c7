package dev.lanner.cql.function.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimeConversionTest {
  /** Java's Formatter is the reference: LogScale docs, functions/formattime, names it. */
  @Test
  void printsWhatJavaPrints() {
    String letters = "HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc";
    for (String zone : new String[] {"UTC", "America/Los_Angeles", "Asia/Kathmandu"}) {
      for (long millis : new long[] {0, 1637305145007L, 1689811200000L, -1L, 951782400000L}) {
        ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(ZoneId.of(zone));
        for (int i = 0; i < letters.length(); i++) {
          char letter = letters.charAt(i);
          assertEquals(
              String.format(Locale.ENGLISH, "%t" + letter, time),
              TimeConversion.of(letter).orElseThrow().print(time, Locale.ENGLISH),
              "%t" + letter + " of " + time);
        }
      }
    }
  }

  @Test
  void knowsNoOtherLetters() {
    assertTrue(TimeConversion.of('f').isEmpty());
    assertTrue(TimeConversion.of('%').isEmpty());
  }
}
