package dev.lanner.ruletest;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of a case as distances from its start: {@code 12.5s}, {@code 100ms}, {@code -10m}. */
final class Offset {
  /** What such a text looks like, for messages. */
  static final String EXPECTED = "an offset such as 12.5s, 100ms or -10m";

  private static final Pattern FORM = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(ms|s|m|h|d)");

  private static final Map<String, Integer> MILLIS =
      Map.of("ms", 1, "s", 1_000, "m", 60_000, "h", 3_600_000, "d", 86_400_000);

  private Offset() {}

  /**
   * The offset in milliseconds.
   *
   * @throws IllegalArgumentException if the text is none, or no whole number of milliseconds
   */
  static long millis(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text);
    }
    try {
      return new BigDecimal(form.group(1))
          .multiply(BigDecimal.valueOf(MILLIS.get(form.group(2))))
          .longValueExact();
    } catch (ArithmeticException notWhole) {
      throw new IllegalArgumentException(text, notWhole);
    }
  }

  /** Like {@link #millis}, but an offset of nothing or less is none. */
  static long positive(String text) {
    long millis = millis(text);
    if (millis <= 0) {
      throw new IllegalArgumentException(text);
    }
    return millis;
  }
}
