package dev.lanner.events.decode;

import java.nio.charset.StandardCharsets;

/**
 * The inside of a JSON string that was found to be sound (RFC 8259 section 7), between bytes and
 * text.
 */
final class JsonString {
  private JsonString() {}

  /** The text of a range without escapes. */
  static String plain(byte[] bytes, int from, int to, boolean ascii) {
    return new String(
        bytes, from, to - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** The text of a range with escapes; a surrogate without a partner becomes U+FFFD. */
  static String unescape(byte[] bytes, int from, int to) {
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(raw.length());
    int done = 0;
    for (int at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', done)) {
      text.append(raw, done, at);
      char escape = raw.charAt(at + 1);
      if (escape == 'u') {
        text.append((char) Integer.parseInt(raw, at + 2, at + 6, 16));
        done = at + 6;
      } else {
        text.append(meaning(escape));
        done = at + 2;
      }
    }
    return Utf8.wellFormed(text.append(raw, done, raw.length()).toString());
  }

  private static char meaning(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  /**
   * Resolves escapes of one letter (all but {@code \\u}) and copies the rest; {@code into} has room
   * for the whole range.
   *
   * @return how many bytes there are in {@code into}
   */
  static int resolve(byte[] bytes, int from, int to, byte[] into) {
    int length = 0;
    int done = from;
    for (int at = Words.indexOf((byte) '\\', bytes, from, to);
        at >= 0;
        at = Words.indexOf((byte) '\\', bytes, done, to)) {
      System.arraycopy(bytes, done, into, length, at - done);
      length += at - done;
      into[length++] = (byte) meaning((char) bytes[at + 1]);
      done = at + 2;
    }
    System.arraycopy(bytes, done, into, length, to - done);
    return length + to - done;
  }

  /** A text with what has to be escaped, and nothing else, escaped; as UTF-8. */
  static byte[] escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
