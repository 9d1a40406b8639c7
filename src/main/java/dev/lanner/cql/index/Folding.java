package dev.lanner.cql.index;

import java.util.ArrayList;
import java.util.List;

/**
 * How texts are brought to one case before they are looked up: {@code A} to {@code Z} to small
 * letters, and the four characters beyond ASCII that Java takes for an ASCII letter when it ignores
 * case (dotless and dotted i, long s, the Kelvin sign). Coarser than every comparison of the
 * language that ignores case, as long as the text looked for is ASCII: regexes fold ASCII only,
 * {@link String#regionMatches(boolean, int, String, int, int)} one character at a time by Unicode,
 * {@code toLowerCase} whole texts.
 */
final class Folding {
  private static final char NOT_UNICODE = '\uFFFD';

  private Folding() {}

  static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    return switch (c) {
      case '\u0130', '\u0131' -> 'i';
      case '\u017F' -> 's';
      case '\u212A' -> 'k';
      default -> c;
    };
  }

  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(fold(text.charAt(i)));
    }
    return folded.toString();
  }

  /** A stretch of a text that can be looked up. */
  record Piece(String text, boolean first, boolean last) {}

  /**
   * The stretches of {@code text} that bytes and characters agree on: none holds half a surrogate
   * pair or the character that stands for broken bytes; with {@code asciiOnly}, none holds anything
   * beyond ASCII.
   */
  static List<Piece> pieces(String text, boolean asciiOnly) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      int width = i < text.length() ? width(text, i, asciiOnly) : 0;
      if (width > 0) {
        i += width - 1;
      } else {
        boolean first = start == 0;
        boolean last = i == text.length();
        if (i > start) {
          pieces.add(new Piece(text.substring(start, i), first, last));
        }
        start = i + 1;
      }
    }
    return pieces;
  }

  /** How many characters at {@code i} belong together, 0 if the text must be cut there. */
  private static int width(String text, int i, boolean asciiOnly) {
    char c = text.charAt(i);
    if (c < 0x80) {
      return 1;
    }
    if (asciiOnly || c == NOT_UNICODE) {
      return 0;
    }
    if (!Character.isSurrogate(c)) {
      return 1;
    }
    boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
    return pair ? 2 : 0;
  }
}
