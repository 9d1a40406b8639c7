package dev.lanner.events.decode;

import java.util.Arrays;

/**
 * The order in which names have stood on lines. A sensor writes the fields of one event type always
 * in the same order, so after a few names the next one is known and only has to be compared.
 *
 * <p>A tree: each place stands for the names from the begin of a line to one of them. It learns as
 * it is used and forgets all when it is full, so that strange lines cost no more than a little
 * time.
 */
final class Layouts {
  /** How many places are kept at most; a fleet's lines need a few thousand. */
  private static final int MAX_PLACES = 1 << 14;

  /** Longer names, with all up to the value, are not learned. */
  private static final int MAX_BYTES = 64;

  /** How many names are tried after one. */
  private static final int MAX_NEXT = 48;

  /** How far from a name {@link Place#likely} looks, and who looks at the value's first words. */
  static final int AHEAD = 64;

  /** By how many beginnings names are told apart. */
  private static final int HEAD_BITS = 6;

  private static final Place[] NONE = {};

  private final Place start = new Place(new byte[0], null, false);
  private int places;

  /** A name behind certain others, as it is written in front of a value: {@code "name":"}. */
  static final class Place {
    /** What belongs to the name, or null. */
    final FieldPlan.Key key;

    /** Whether the value is a text, whose quote belongs to the name. */
    final boolean isText;

    final int length;

    /** Where the value goes, as in {@link FieldPlan.Key}. */
    final int own;

    final int standIn;

    private final long[] words;
    private final long lastMask;

    // The first bytes once more, for a comparison without branches.
    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;
    private final long mask0;
    private final long mask1;
    private final long mask2;
    private final long mask3;

    private Place[] next = NONE;

    /** The place that came next the last time; where several do, by how their names begin. */
    private Place newest;

    private Place[] byHead;

    private Place(byte[] written, FieldPlan.Key key, boolean isText) {
      this.key = key;
      this.isText = isText;
      length = written.length;
      words = new long[(length + 7) / 8];
      byte[] padded = Arrays.copyOf(written, 8 * words.length);
      for (int i = 0; i < words.length; i++) {
        words[i] = Words.at(padded, 8 * i);
      }
      lastMask = -1L >>> 8 * (8 * words.length - length);
      own = key == null ? -1 : key.own;
      standIn = key == null ? -1 : key.standIn;
      word0 = word(0);
      word1 = word(1);
      word2 = word(2);
      word3 = word(3);
      // Without a mask nothing is the same: all others are left to #next.
      mask0 = isText && length <= 32 ? mask(0) : 0;
      mask1 = mask(1);
      mask2 = mask(2);
      mask3 = mask(3);
    }

    private long word(int i) {
      return i < words.length ? words[i] : 0;
    }

    private long mask(int i) {
      return i < words.length - 1 ? -1 : i == words.length - 1 ? lastMask : 0;
    }

    /**
     * Like {@link #next}, but for names of texts and up to 32 bytes alone, and with {@link #AHEAD}
     * bytes to be read. The name may reach beyond the line.
     */
    Place likely(byte[] bytes, int at) {
      Place place = byHead == null ? newest : byHead[head(bytes, at)];
      return place != null && place.standsShort(bytes, at) ? place : seek(bytes, at);
    }

    private static int head(byte[] bytes, int at) {
      return (int) (Words.at(bytes, at) >>> 8) * 0x9e3779b1 >>> 32 - HEAD_BITS;
    }

    private void forget() {
      next = NONE;
      newest = null;
      byHead = null;
    }

    private Place seek(byte[] bytes, int at) {
      for (Place place : next) {
        if (place.standsShort(bytes, at)) {
          newest = place;
          if (next.length > 1) {
            if (byHead == null) {
              byHead = new Place[1 << HEAD_BITS];
            }
            byHead[head(bytes, at)] = place;
          }
          return place;
        }
      }
      return null;
    }

    private boolean standsShort(byte[] bytes, int at) {
      long other =
          (Words.at(bytes, at) & mask0) ^ word0
              | (Words.at(bytes, at + 8) & mask1) ^ word1
              | (Words.at(bytes, at + 16) & mask2) ^ word2
              | (Words.at(bytes, at + 24) & mask3) ^ word3;
      return other == 0;
    }

    /** The place after this one whose name stands at {@code at}, or null. */
    Place next(byte[] bytes, int at, int to) {
      Place[] places = next;
      for (int i = 0; i < places.length; i++) {
        Place place = places[i];
        if (place.stands(bytes, at, to)) {
          if (i > 0) {
            // Frequent ones come to the front.
            places[i] = places[i - 1];
            places[i - 1] = place;
          }
          return place;
        }
      }
      return null;
    }

    private boolean stands(byte[] bytes, int at, int to) {
      int last = words.length - 1;
      if (at + 8 * words.length > to) {
        return false;
      }
      for (int i = 0; i < last; i++) {
        if (Words.at(bytes, at + 8 * i) != words[i]) {
          return false;
        }
      }
      return (Words.at(bytes, at + 8 * last) & lastMask) == words[last]
          && (isText || at + length < to && beginsBareValue(bytes[at + length]));
    }

    private static boolean beginsBareValue(byte b) {
      return b > ' ' && b != '"';
    }
  }

  /** Where a line begins. */
  Place start() {
    return start;
  }

  /**
   * Learns that a name came after a place.
   *
   * @param from where the name's quote stands
   * @param to where the value begins, behind the quote of a text
   * @return the place of the name, or null if it was not learned
   */
  Place learn(Place before, byte[] bytes, int from, int to, FieldPlan.Key key, boolean isText) {
    if (to - from > MAX_BYTES || before.next.length == MAX_NEXT) {
      return null;
    }
    if (places == MAX_PLACES) {
      places = 0;
      start.forget();
      return null;
    }
    Place place = new Place(Arrays.copyOfRange(bytes, from, to), key, isText);
    places++;
    before.next = Arrays.copyOf(before.next, before.next.length + 1);
    before.next[before.next.length - 1] = place;
    return place;
  }
}
