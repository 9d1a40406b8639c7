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

  /** What an escaped control character takes. */
  private static final int MAX_BYTES_PER_CHAR = 6;

  private static final int ASCII = 0x80;

  /** The ASCII characters that stand for themselves in a JSON text. */
  private static final boolean[] PLAIN = new boolean[ASCII];

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  static {
    for (char c = ' '; c < ASCII; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
  }

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** Appends an event as one JSON object, without a line feed. */
  void append(GeneratedEvent event) {
    byte separator = '{';
    int fields = event.fieldCount();
    for (int i = 0; i < fields; i++) {
      append(separator);
      appendQuoted(event.name(i));
      append((byte) ':');
      appendQuoted(event.value(i));
      separator = ',';
    }
    append((byte) '}');
  }

  void appendLineFeed() {
    append((byte) '\n');
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

  private void append(byte ascii) {
    reserve(1);
    bytes[length++] = ascii;
  }

  private void appendQuoted(String text) {
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
        appendRare(text, i);
        at = length;
        i += Character.isHighSurrogate(c) ? 1 : 0;
      }
    }
    target[at++] = '"';
    length = at;
  }

  private void appendRare(String text, int index) {
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

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
