package dev.lanner.cql.index;

import java.util.List;
import java.util.Random;

/** Texts made at random that come close to the literals of queries. */
final class RandomText {
  /** What upper and lower case, bytes and characters disagree on is among them. */
  static final List<String> WORDS =
      List.of(
          "nmap",
          "whoami",
          ".exe",
          "ski",
          "Kiosk",
          "\\",
          "/",
          "caf\u00e9",
          "\u0130sk",
          "ma\u017f",
          "\u212Ai",
          "\u0131s",
          "stra\u00dfe",
          "\ud83d\ude00x",
          "\ud83d",
          "\uFFFD",
          "a b",
          "\"q\"",
          "-enc",
          "1",
          "10.0.0.7");

  private static final String[] ENDS = {"", "", "", "", "\n", "\r\n", "\u2028", " "};

  private final Random random;

  RandomText(Random random) {
    this.random = random;
  }

  String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** One to three words. */
  String words() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(word());
    }
    return text.toString();
  }

  /** A text that holds {@code text} or nearly so: other case, something around it, a letter off. */
  String near(String text) {
    StringBuilder near = new StringBuilder(otherCase(text));
    if (random.nextInt(3) == 0) {
      near.insert(0, words());
    }
    if (random.nextInt(3) == 0) {
      near.append(words());
    }
    if (near.length() > 0 && random.nextInt(8) == 0) {
      near.deleteCharAt(random.nextInt(near.length()));
    }
    return near.append(ENDS[random.nextInt(ENDS.length)]).toString();
  }

  private String otherCase(String text) {
    StringBuilder other = new StringBuilder();
    boolean keep = random.nextInt(2) == 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      other.append(keep || random.nextInt(3) > 0 ? c : otherCase(c));
    }
    return other.toString();
  }

  private char otherCase(char c) {
    return switch (c) {
      case 's', 'S' -> "sS\u017F".charAt(random.nextInt(3));
      case 'i', 'I' -> "iI\u0130\u0131".charAt(random.nextInt(4));
      case 'k', 'K' -> "kK\u212A".charAt(random.nextInt(3));
      default -> random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c);
    };
  }
}
