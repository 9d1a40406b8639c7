package dev.lanner.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Events as JSON text in UTF-8, gathered in one growing array.
 *
 * <p>Written by hand because it is the inner loop of the generator: all values are texts, nearly
 * all of them ASCII.
 */
final class LineBuffer {

  private static final int INITIAL_BYTES = 1 << 12;

  /** A character takes at most six bytes: an escaped control character. */
  private static final int MAX_BYTES_PER_CHAR = 6;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** Appends an event as one JSON object, without a line feed. */
  void append(GeneratedEvent event) {
    char separator = '{';
    for (int i = 0; i < event.fieldCount(); i++) {
      append(separator);
      appendQuoted(event.name(i));
      append(':');
      appendQuoted(event.value(i));
      separator = ',';
    }
    append('}');
  }

  void appendLineFeed() {
    append('\n');
  }

  int length() {
    return length;
  }

  /** Writes what was gathered and starts again. */
  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  private void appendQuoted(String text) {
    int chars = text.length();
    reserve(chars * MAX_BYTES_PER_CHAR + 2);
    byte[] target = bytes;
    int at = length;
    target[at++] = '"';
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length = at;
        appendBeyondAscii(text, i);
        at = length;
        if (Character.isHighSurrogate(c)) {
          i++;
        }
      } else if (c == '"' || c == '\\') {
        target[at++] = '\\';
        target[at++] = (byte) c;
      } else if (c < ' ') {
        length = at;
        appendControl(c);
        at = length;
      } else {
        target[at++] = (byte) c;
      }
    }
    target[at++] = '"';
    length = at;
  }

  private void appendBeyondAscii(String text, int index) {
    byte[] encoded =
        new String(Character.toChars(text.codePointAt(index))).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void appendControl(char c) {
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

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
