package dev.lanner.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one event while it is being made, as the JSON text in UTF-8 that they become. Used
 * again for the next event after a build.
 *
 * <p>Written by hand because it is the inner loop of the generator: all values are texts, nearly
 * all of them ASCII, and an event waits for its delivery as one array and not as forty texts.
 */
final class Fields {

  private static final int INITIAL_BYTES = 1 << 12;

  /** What an escaped control character takes. */
  private static final int MAX_BYTES_PER_CHAR = 6;

  private static final int MAX_DIGITS = 20;
  private static final int ASCII = 0x80;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The ASCII characters that stand for themselves in a JSON text. */
  private static final boolean[] PLAIN = new boolean[ASCII];

  static {
    for (char c = ' '; c < ASCII; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
  }

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  Fields put(String name, String value) {
    putName(name);
    putText(value);
    return this;
  }

  Fields put(String name, long value) {
    putName(name);
    reserve(MAX_DIGITS + 2);
    bytes[length++] = '"';
    putDigits(value);
    bytes[length++] = '"';
    return this;
  }

  /** Puts an instant, not before 1970, as FDR does: epoch seconds with three decimals. */
  Fields putSeconds(String name, long epochMillis) {
    if (epochMillis < 0) {
      throw new IllegalArgumentException("before 1970: " + epochMillis);
    }
    putName(name);
    reserve(MAX_DIGITS + 3);
    bytes[length++] = '"';
    putDigits(epochMillis / 1000);
    int fraction = (int) (epochMillis % 1000);
    bytes[length++] = '.';
    bytes[length++] = (byte) ('0' + fraction / 100);
    bytes[length++] = (byte) ('0' + fraction / 10 % 10);
    bytes[length++] = (byte) ('0' + fraction % 10);
    bytes[length++] = '"';
    return this;
  }

  GeneratedEvent build(long timestamp) {
    reserve(2);
    if (length == 0) {
      bytes[length++] = '{';
    }
    bytes[length++] = '}';
    GeneratedEvent event = new GeneratedEvent(timestamp, Arrays.copyOf(bytes, length));
    length = 0;
    return event;
  }

  private void putName(String name) {
    reserve(1);
    bytes[length] = (byte) (length == 0 ? '{' : ',');
    length++;
    putText(name);
    reserve(1);
    bytes[length++] = ':';
  }

  private void putText(String text) {
    int chars = text.length();
    reserve(chars * MAX_BYTES_PER_CHAR + 2);
    byte[] target = bytes;
    int at = length;
    target[at++] = '"';
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < ASCII && PLAIN[c]) {
        target[at++] = (byte) c;
      } else if (c == '"' || c == '\\') {
        target[at++] = '\\';
        target[at++] = (byte) c;
      } else {
        length = at;
        putRare(text, i);
        at = length;
        i += Character.isHighSurrogate(c) ? 1 : 0;
      }
    }
    target[at++] = '"';
    length = at;
  }

  private void putRare(String text, int index) {
    char c = text.charAt(index);
    if (c >= ASCII) {
      byte[] utf8 = Character.toString(text.codePointAt(index)).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(utf8, 0, bytes, length, utf8.length);
      length += utf8.length;
      return;
    }
    bytes[length++] = '\\';
    switch (c) {
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 0xf];
      }
    }
  }

  private void putDigits(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("FDR numbers are not negative: " + value);
    }
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
