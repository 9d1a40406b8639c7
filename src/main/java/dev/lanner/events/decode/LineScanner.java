package dev.lanner.events.decode;

/**
 * Reads the lines that nearly all lines are like, in one pass over their bytes: a sound JSON object
 * (RFC 8259) of texts, numbers, true, false and null, its names without escapes. Notes where the
 * values of kept names stand and makes no text.
 *
 * <p>Whatever is otherwise, sound or not, is left to {@link JsonFields}: what this class accepts,
 * that one reads in the same way (held by a test on many lines, damaged ones too).
 */
final class LineScanner {
  private final NameTable<FieldPlan.Key> names;
  private final Values values;
  private final Layouts layouts = new Layouts();

  private byte[] bytes;
  private int to;

  /** What the string that was read last is like, as in {@link Values}. */
  private int kind;

  /** How far {@link #knownTexts} came. */
  private Layouts.Place reached;

  /** The place of the name that was read last, or null. */
  private Layouts.Place learned;

  LineScanner(NameTable<FieldPlan.Key> names, Values values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Whether the line was read; if not, some values may have been noted.
   *
   * @param plain whether all its bytes are known to be ASCII and no control characters
   */
  boolean scan(byte[] line, int from, int end, boolean plain) {
    bytes = line;
    to = end;
    if (end - from > Values.MOST_BYTES) {
      return false;
    }
    int i = skipWhite(from);
    if (i == to || bytes[i] != '{') {
      return false;
    }
    i = skipWhite(i + 1);
    if (i < to && bytes[i] == '}') {
      return skipWhite(i + 1) == to;
    }
    Layouts.Place place = layouts.start();
    int far = Math.min(to, line.length - Layouts.AHEAD);
    while (i < to && bytes[i] == '"') {
      if (place != null && i < far) {
        i = knownTexts(line, i, far, place, plain);
        if (i < 0) {
          return skipWhite(~i + 1) == to;
        }
        i = skipWhite(i);
        place = reached;
        if (i == to || bytes[i] != '"') {
          return false;
        }
      }
      Layouts.Place known = place == null ? null : place.next(bytes, i, to);
      if (known != null) {
        i = value(known.key, i + known.length, known.isText);
        place = known;
      } else {
        i = field(i + 1, place);
        place = learned;
      }
      if (i < 0 || i == to) {
        return false;
      }
      byte next = bytes[i];
      if (next == '}') {
        return skipWhite(i + 1) == to;
      }
      if (next != ',') {
        return false;
      }
      i = skipWhite(i + 1);
    }
    return false;
  }

  /**
   * Reads fields as long as they are texts with known names and no white space: nearly always to
   * the line's end. Apart from the general way because it decides the speed of everything: few
   * variables, few branches. {@link #reached} is the place of the last field.
   *
   * @param from where a name may stand
   * @param far where words may no longer be read
   * @param before the place before the name
   * @return where the name stands that is to be read next, or the complement of the place of the
   *     object's last brace
   */
  private int knownTexts(byte[] line, int from, int far, Layouts.Place before, boolean plain) {
    Layouts.Place place = before;
    int i = from;
    while (i < far) {
      Layouts.Place next = place.likely(line, i);
      if (next == null) {
        break;
      }
      int valueFrom = i + next.length;
      int at = valueFrom;
      long mask = turns(Words.at(line, at), plain);
      while (mask == 0 && at < far) {
        at += 8;
        mask = turns(Words.at(line, at), plain);
      }
      at += Words.before(mask);
      int like = Values.PRESENT | Values.QUOTED;
      if (line[at] != '"') {
        at = string(valueFrom);
        if (at < 0) {
          break;
        }
        like = kind | Values.QUOTED;
      }
      if (at + 1 >= to) {
        break;
      }
      if (next.own >= 0) {
        values.set(next.own, like, valueFrom, at);
      }
      if (next.standIn >= 0) {
        values.set(next.standIn, like, valueFrom, at);
      }
      byte after = line[at + 1];
      if (after != ',') {
        if (after == '}') {
          return ~(at + 1);
        }
        break;
      }
      place = next;
      i = at + 2;
    }
    reached = place;
    return i;
  }

  /** Marks the first byte of a word at which a text may end, and none before it. */
  private static long turns(long word, boolean plain) {
    return plain ? Words.turns(word) : Words.special(word);
  }

  /**
   * Reads a name, behind its quote, and the value; returns where what follows stands, or -1.
   *
   * @param before what the line is known to be like so far, or null
   */
  private int field(int nameFrom, Layouts.Place before) {
    learned = null;
    int nameTo = string(nameFrom);
    if (nameTo < 0 || (kind & Values.ESCAPED) != 0) {
      return -1;
    }
    FieldPlan.Key key = names.find(bytes, nameFrom, nameTo);
    int i = skipWhite(nameTo + 1);
    if (i == to || bytes[i] != ':') {
      return -1;
    }
    i = skipWhite(i + 1);
    if (i == to) {
      return -1;
    }
    boolean isText = bytes[i] == '"';
    if (isText) {
      i++;
    }
    if (before != null) {
      learned = layouts.learn(before, bytes, nameFrom - 1, i, key, isText);
    }
    return value(key, i, isText);
  }

  /** Reads a value, a text behind its quote; returns where what follows stands, or -1. */
  private int value(FieldPlan.Key key, int valueFrom, boolean isText) {
    int valueTo;
    if (isText) {
      valueTo = string(valueFrom);
      kind |= Values.QUOTED;
    } else if (valueFrom < to) {
      kind = Values.PRESENT;
      valueTo = bare(valueFrom);
    } else {
      return -1;
    }
    if (valueTo < 0) {
      return -1;
    }
    if (key != null) {
      note(key, valueFrom, valueTo);
    }
    return skipWhite(isText ? valueTo + 1 : valueTo);
  }

  private void note(FieldPlan.Key key, int valueFrom, int valueTo) {
    if (key.own >= 0) {
      values.set(key.own, kind, valueFrom, valueTo);
    }
    if (key.standIn >= 0) {
      values.set(key.standIn, kind, valueFrom, valueTo);
    }
  }

  private int skipWhite(int from) {
    int i = from;
    while (i < to && bytes[i] <= ' ' && isWhite(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** Reads a string from behind its quote; returns where its end quote stands, or -1. */
  private int string(int from) {
    kind = Values.PRESENT;
    int i = from;
    while (true) {
      while (i + 8 <= to) {
        long mask = Words.special(Words.at(bytes, i));
        if (mask != 0) {
          i += Words.before(mask);
          break;
        }
        i += 8;
      }
      if (i >= to) {
        return -1;
      }
      byte b = bytes[i];
      if (b == '"') {
        return i;
      }
      if (b == '\\') {
        i = escape(i + 1);
      } else if (b < 0) {
        int length = Utf8.sequence(bytes, i, to);
        kind |= Values.NOT_ASCII;
        i = length == 0 ? -1 : i + length;
      } else if (b < ' ') {
        i = -1;
      } else {
        i++;
      }
      if (i < 0) {
        return -1;
      }
    }
  }

  /** Reads an escape from behind its backslash; returns where what follows stands, or -1. */
  private int escape(int at) {
    kind |= Values.ESCAPED;
    if (at == to) {
      return -1;
    }
    switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
        return at + 1;
      case 'u':
        kind |= Values.NOT_PLAIN;
        return hexDigits(at + 1);
      default:
        return -1;
    }
  }

  private int hexDigits(int from) {
    if (from + 4 > to) {
      return -1;
    }
    for (int i = from; i < from + 4; i++) {
      byte b = bytes[i];
      if (!(isDigit(b) || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F')) {
        return -1;
      }
    }
    return from + 4;
  }

  /** Reads a number, true, false or null; returns where what follows stands, or -1. */
  private int bare(int from) {
    return switch (bytes[from]) {
      case 't' -> word(from, "true");
      case 'f' -> word(from, "false");
      case 'n' -> {
        kind = Values.NULL;
        yield word(from, "null");
      }
      default -> number(from);
    };
  }

  private int word(int from, String word) {
    if (from + word.length() > to) {
      return -1;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return -1;
      }
    }
    return from + word.length();
  }

  private int number(int from) {
    int i = bytes[from] == '-' ? from + 1 : from;
    int whole = digits(i);
    if (whole < 0 || bytes[i] == '0' && whole > i + 1) {
      return -1;
    }
    i = whole;
    if (i < to && bytes[i] == '.') {
      i = digits(i + 1);
    }
    if (i >= 0 && i < to && (bytes[i] == 'e' || bytes[i] == 'E')) {
      i++;
      if (i < to && (bytes[i] == '+' || bytes[i] == '-')) {
        i++;
      }
      i = digits(i);
    }
    return i;
  }

  /** Reads at least one digit; returns where what follows stands, or -1. */
  private int digits(int from) {
    int i = from;
    while (i < to && isDigit(bytes[i])) {
      i++;
    }
    return i == from ? -1 : i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
