package dev.lanner.cql.regex;

import dev.lanner.cql.regex.Term.Unsupported;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All characters, sorted into classes: characters of one class are in exactly the same sets. An
 * automaton then needs one entry a class instead of one a character.
 */
final class CharClasses {
  private static final int ASCII = 128;
  private static final int MAX_CELLS = 1_000_000;

  private final char[] ascii = new char[ASCII];

  /** First characters of the ranges from the end of ASCII on. */
  private final char[] starts;

  private final char[] classOfRange;
  private final BitSet[] setsOfClass;

  private CharClasses(List<CharSet> sets) throws Unsupported {
    int[] bounds = bounds(sets);
    if ((long) bounds.length * sets.size() > MAX_CELLS) {
      throw Unsupported.INSTANCE;
    }
    Map<BitSet, Integer> numbers = new HashMap<>();
    char[] classes = new char[bounds.length];
    BitSet[] members = new BitSet[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      BitSet in = new BitSet();
      for (int set = 0; set < sets.size(); set++) {
        in.set(set, sets.get(set).contains(bounds[i]));
      }
      Integer known = numbers.putIfAbsent(in, numbers.size());
      classes[i] = (char) (known == null ? numbers.size() - 1 : known);
      members[classes[i]] = in;
    }
    setsOfClass = Arrays.copyOf(members, numbers.size());
    int afterAscii = Arrays.binarySearch(bounds, ASCII);
    for (int i = 0; i < afterAscii; i++) {
      Arrays.fill(ascii, bounds[i], bounds[i + 1], classes[i]);
    }
    starts = new char[bounds.length - afterAscii];
    classOfRange = Arrays.copyOfRange(classes, afterAscii, classes.length);
    for (int i = 0; i < starts.length; i++) {
      starts[i] = (char) bounds[afterAscii + i];
    }
  }

  static CharClasses of(List<CharSet> sets) throws Unsupported {
    return new CharClasses(sets);
  }

  private static int[] bounds(List<CharSet> sets) {
    TreeSet<Integer> bounds = new TreeSet<>(List.of(0, ASCII));
    for (CharSet set : sets) {
      for (int bound : set.bounds()) {
        bounds.add(bound);
      }
    }
    bounds.remove(CharSet.LIMIT);
    return bounds.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many classes there are; they are numbered from 0. */
  int count() {
    return setsOfClass.length;
  }

  int of(char character) {
    return character < ASCII ? ascii[character] : beyondAscii(character);
  }

  private int beyondAscii(char character) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= character) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return classOfRange[low];
  }

  /** Whether the characters of the class are in the set of this number. */
  boolean isIn(int characterClass, int set) {
    return setsOfClass[characterClass].get(set);
  }
}
