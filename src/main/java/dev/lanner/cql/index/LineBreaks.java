package dev.lanner.cql.index;

/**
 * The last line break of a value. {@code $} of a regex holds before it, so that a literal at the
 * end of a pattern may be followed by one in the value.
 */
final class LineBreaks {
  private LineBreaks() {}

  /** {@code text} without the line break it ends in, if it ends in one. */
  static String withoutLast(String text) {
    int length = text.length();
    char last = length == 0 ? 0 : text.charAt(length - 1);
    if (last == '\n') {
      boolean both = length > 1 && text.charAt(length - 2) == '\r';
      return text.substring(0, length - (both ? 2 : 1));
    }
    boolean ends = last == '\r' || last == '\u0085' || last == '\u2028' || last == '\u2029';
    return ends ? text.substring(0, length - 1) : text;
  }

  /** The same in UTF-8: where the line break that ends at {@code to} begins, else {@code to}. */
  static int beforeLast(byte[] bytes, int from, int to) {
    int length = to - from;
    int last = length == 0 ? 0 : bytes[to - 1] & 0xFF;
    switch (last) {
      case '\n':
        return length > 1 && bytes[to - 2] == '\r' ? to - 2 : to - 1;
      case '\r':
        return to - 1;
      case 0x85:
        return length > 1 && (bytes[to - 2] & 0xFF) == 0xC2 ? to - 2 : to;
      case 0xA8, 0xA9:
        boolean three =
            length > 2 && (bytes[to - 2] & 0xFF) == 0x80 && (bytes[to - 3] & 0xFF) == 0xE2;
        return three ? to - 3 : to;
      default:
        return to;
    }
  }
}
