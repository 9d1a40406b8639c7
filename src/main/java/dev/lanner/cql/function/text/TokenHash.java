package dev.lanner.cql.function.text;

import java.util.Locale;

/**
 * A hash of the words of a text that does not depend on their order, nor on the digits in them, so
 * that log lines of one kind share it.
 */
final class TokenHash {
  private TokenHash() {}

  /** Eight hexadecimal digits. */
  static String of(String text) {
    int sum = 0;
    int word = 0;
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        sum += mix(word);
        word = 0;
        digits = false;
      } else if (c >= '0' && c <= '9') {
        word = digits ? word : 31 * word + '0';
        digits = true;
      } else {
        word = 31 * word + c;
        digits = false;
      }
    }
    return String.format(Locale.ROOT, "%08x", sum + mix(word));
  }

  /** Spreads the bits of a word's hash; an empty word counts for nothing. */
  private static int mix(int hash) {
    int h = hash * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
