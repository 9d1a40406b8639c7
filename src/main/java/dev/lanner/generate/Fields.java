package dev.lanner.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one event while it is being made, in line order. Used again for the next event
 * after a build.
 */
final class Fields {

  private static final int MAX_FIELDS = 100;

  private final String[] namesAndValues = new String[2 * MAX_FIELDS];
  private int length;

  Fields put(String name, String value) {
    namesAndValues[length++] = name;
    namesAndValues[length++] = value;
    return this;
  }

  Fields put(String name, long value) {
    return put(name, Long.toString(value));
  }

  /** Puts an instant as FDR does: epoch seconds with three decimals. */
  Fields putSeconds(String name, long epochMillis) {
    return put(name, seconds(epochMillis));
  }

  GeneratedEvent build(long timestamp) {
    GeneratedEvent event = new GeneratedEvent(timestamp, Arrays.copyOf(namesAndValues, length));
    length = 0;
    return event;
  }

  /** Epoch seconds with three decimals, of an instant at or after 1970. */
  static String seconds(long epochMillis) {
    String whole = Long.toString(epochMillis);
    int digits = whole.length();
    if (digits <= 3) {
      return "0." + "000".substring(digits) + whole;
    }
    byte[] text = new byte[digits + 1];
    for (int i = 0; i < digits - 3; i++) {
      text[i] = (byte) whole.charAt(i);
    }
    text[digits - 3] = '.';
    for (int i = digits - 3; i < digits; i++) {
      text[i + 1] = (byte) whole.charAt(i);
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
