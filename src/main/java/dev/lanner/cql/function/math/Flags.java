package dev.lanner.cql.function.math;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.value.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names of bits, and the bits of a field. */
final class Flags {
  /** One named bit, from 0. */
  record Flag(int bit, String name) {}

  private Flags() {}

  /** Reads {@code [[bit, name], …]}, ordered by bit; what is wrong is reported. */
  static List<Flag> of(Arguments arguments, String parameter) {
    List<Flag> flags = new ArrayList<>();
    for (List<String> pair : arguments.tuples(parameter)) {
      boolean fits = pair.size() == 2 && Numbers.isWhole(pair.get(0)) && isBit(pair.get(0));
      if (fits) {
        flags.add(new Flag(Integer.parseInt(pair.get(0)), pair.get(1)));
      } else {
        arguments.problem(
            parameter,
            "wrong-type",
            "`" + parameter + "` wants pairs of a bit from 0 to 63 and a name",
            "such as [[0, READ], [1, WRITE]]");
      }
    }
    flags.sort(Comparator.comparingInt(Flag::bit));
    return flags;
  }

  private static boolean isBit(String number) {
    long bit = Long.parseLong(number);
    return bit >= 0 && bit < Long.SIZE;
  }

  /**
   * The names of the bits that are set in the field, lowest first; null if it holds no whole
   * number.
   */
  static List<String> set(Row row, int field, List<Flag> flags) {
    String text = row.text(field);
    if (text == null || !Numbers.isWhole(text)) {
      return null;
    }
    long bits = Long.parseLong(text);
    List<String> names = new ArrayList<>();
    for (Flag flag : flags) {
      if ((bits >>> flag.bit & 1) != 0) {
        names.add(flag.name);
      }
    }
    return names;
  }
}
