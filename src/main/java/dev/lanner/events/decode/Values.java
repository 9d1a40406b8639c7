package dev.lanner.events.decode;

/**
 * The values of one line by their places: where each stands in the line, and its text once somebody
 * asked for it.
 */
final class Values {
  /** Bits of what is known of a value; none: it is absent. */
  static final int PRESENT = 1;

  static final int NOT_ASCII = 2;
  static final int ESCAPED = 4;

  /** Escapes of more than one letter, or a value that was read in another way. */
  static final int NOT_PLAIN = 8;

  /** A text; numbers and the like are not. */
  static final int QUOTED = 32;

  /** A null was noted; keeps the place on the list of touched ones. */
  static final int NULL = 16;

  private static final int KIND_BITS = 6;

  /** How long a value may be that is noted by where it stands: just under 64 MiB. */
  static final int MOST_BYTES = (1 << Integer.SIZE - KIND_BITS) - 1;

  /** By place: where the value begins, in the upper half, how long it is, and its kind. */
  private final long[] spans;

  private final String[] texts;
  private final int[] touched;
  private int touchedCount;
  private byte[] bytes;

  Values(int size) {
    spans = new long[size];
    texts = new String[size];
    touched = new int[size];
  }

  /** Forgets all; the next line stands in {@code newBytes}. */
  void clear(byte[] newBytes) {
    for (int i = 0; i < touchedCount; i++) {
      spans[touched[i]] = 0;
      texts[touched[i]] = null;
    }
    touchedCount = 0;
    bytes = newBytes;
  }

  /** Notes where a value stands, in place of an earlier one. */
  void set(int place, int kind, int valueFrom, int valueTo) {
    touch(place);
    spans[place] = (long) valueFrom << 32 | (long) (valueTo - valueFrom) << KIND_BITS | kind;
  }

  /** Notes a value that was read in another way; null: there is none. */
  void set(int place, String text) {
    touch(place);
    spans[place] = text == null ? NULL : PRESENT | NOT_PLAIN;
    texts[place] = text;
  }

  private void touch(int place) {
    if (spans[place] == 0) {
      touched[touchedCount++] = place;
    } else {
      texts[place] = null;
    }
  }

  boolean has(int place) {
    return (spans[place] & PRESENT) != 0;
  }

  String text(int place) {
    long kind = spans[place];
    if ((kind & PRESENT) == 0) {
      return null;
    }
    String text = texts[place];
    if (text == null) {
      text =
          (kind & ESCAPED) != 0
              ? JsonString.unescape(bytes, from(place), to(place))
              : JsonString.plain(bytes, from(place), to(place), (kind & NOT_ASCII) == 0);
      texts[place] = text;
    }
    return text;
  }

  /** Whether a value has escapes. */
  boolean isEscaped(int place) {
    return (spans[place] & ESCAPED) != 0;
  }

  /** Whether the value stands in the line, its escapes of one letter each. */
  boolean isPlain(int place) {
    return (spans[place] & (PRESENT | NOT_PLAIN)) == PRESENT;
  }

  /** How many bytes a value takes as it is written on the line, quotes included. */
  int writtenLength(int place) {
    return length(place) + ((spans[place] & QUOTED) != 0 ? 2 : 0);
  }

  /** Copies a value as it is written on the line; returns where it ends. */
  int write(int place, byte[] into, int at) {
    int length = writtenLength(place);
    int quote = (spans[place] & QUOTED) != 0 ? 1 : 0;
    System.arraycopy(bytes, from(place) - quote, into, at, length);
    return at + length;
  }

  private int length(int place) {
    return (int) spans[place] >>> KIND_BITS;
  }

  int from(int place) {
    return (int) (spans[place] >>> 32);
  }

  int to(int place) {
    return from(place) + length(place);
  }
}
