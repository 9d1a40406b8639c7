package dev.lanner.cql.function.encoding;

import dev.lanner.cql.value.Texts;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as HTML forms use it: a blank is {@code +}. */
final class UrlText {
  private static final String PLAIN = "-_.";

  private UrlText() {}

  /** Encodes everything but ASCII letters, digits and {@code - _ .}; null if that gets too long. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (letter || PLAIN.indexOf(c) >= 0) {
        encoded.append(c);
      } else if (c == ' ') {
        encoded.append('+');
      } else {
        encoded.append('%').append(digit(c >> 4)).append(digit(c & 0xF));
      }
    }
    return Texts.bounded(encoded);
  }

  private static char digit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }

  /** Decodes; what follows a percent sign and is not two hexadecimal digits stays as it is. */
  static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int size = 0;
    for (int i = 0; i < in.length; i++) {
      boolean coded =
          in[i] == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0;
      if (coded) {
        out[size++] = (byte) (hex(in[i + 1]) << 4 | hex(in[i + 2]));
        i += 2;
      } else {
        out[size++] = in[i] == '+' ? (byte) ' ' : in[i];
      }
    }
    return new String(out, 0, size, StandardCharsets.UTF_8);
  }

  private static int hex(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }
}
