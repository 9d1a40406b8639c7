package dev.lanner.cql.function.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: LogScale docs, functions/format (1.202-1.209), or as said. */
class FormatPatternTest {
  private static String format(String pattern, String... arguments) throws Exception {
    return FormatPattern.parse(pattern, arguments.length, ZoneId.of("UTC")).format(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%X | 42 | 2A",
        "0x%X | 42 | 0x2A",
        "0x%X | -1 | 0xFFFFFFFFFFFFFFFF",
        "0x%hX | -1 | 0xFFFFFFFF",
        "%e | 176.54 | 1.765400e+02",
        "%,i | 3886817 | 3,886,817",
        "%,.2f | 1234567.891 | 1,234,567.89",
        "%.2f | 2 | 2.00",
        "%f | 1.5 | 1.500000",
        "%.12f | 1.5 | 1.500000000",
        "%05d | -42 | -0042",
        "%.4d | 42 | 0042",
        "%+d | 42 | +42",
        "%#x | 255 | 0xff",
        "%#X | 255 | 0XFF",
        "%#x | 0 | 0",
        "%#o | 8 | 010",
        "%b | false | false",
        "%B | yes | TRUE",
        "%.3s | abcdef | abc",
        "%,.3s | abcdef | abc",
        "%c | hello | h",
        "%C | hello | H",
        "%d | 1,000 | null",
        "%d | x | null",
        "%d | 1e3 | 1000",
        "100%% | x | 100%",
        "%0.1f | 2.25 | 2.3",
        "%tH | 1686837825000 | 14",
        "%tB | 1686837825000 | June",
        "%TB | 1686837825000 | JUNE",
        "%tr | 1756288200000 | 09:50:00 AM",
        "%tH | yesterday | null",
      })
  void formatsOneField(String pattern, String field, String expected) throws Exception {
    assertEquals(expected, format(pattern, field));
  }

  @Test
  void keepsBlanksOfWidth() throws Exception {
    assertEquals("[ab   ]", format("[%-5s]", "ab"));
    assertEquals("[   ab]", format("[%5s]", "ab"));
    assertEquals("a\nb", format("%s%n%s", "a", "b"));
  }

  @Test
  void takesArgumentsByIndex() throws Exception {
    assertEquals("y-x", format("%2$s-%1$s", "x", "y"));
    assertEquals("x x y", format("%s %<s %2$s", "x", "y"));
  }

  /** Java's Formatter prints a missing argument so; published queries remove that word again. */
  @Test
  void printsMissingFieldAsNull() throws Exception {
    assertEquals("a;null", format("%s;%s", "a", null));
  }

  @Test
  void formatsTimesInTheZone() throws Exception {
    FormatPattern pattern =
        FormatPattern.parse("%1$Tm/%<Te/%<TY %<tH:%<tM", 1, ZoneId.of("Europe/Copenhagen"));
    assertEquals("08/27/2025 10:51", pattern.format(new String[] {"1756284711312"}));
  }

  @Test
  void says_what_is_wrong() {
    assertEquals(
        "`%y` has no type letter that is known",
        assertThrows(FormatPattern.Invalid.class, () -> format("%y", "1")).getMessage());
    assertEquals(
        "`%s` needs field number 2, and there are 1",
        assertThrows(FormatPattern.Invalid.class, () -> format("%s %s", "1")).getMessage());
    assertEquals(
        "`%5` ends before its type letter",
        assertThrows(FormatPattern.Invalid.class, () -> format("%5", "1")).getMessage());
  }

  @Test
  void boundsItsResult() throws Exception {
    String big = "x".repeat(700_000);
    assertEquals(null, format("%s%s", big, big));
  }
}
