package dev.lanner.detect.archive;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.decode.Words;
import java.nio.charset.StandardCharsets;

/**
 * The event time of a line, before anyone decodes it: nearly every line says {@code
 * "timestamp":"<13 digits>"} in its outermost object, which is found by a scan; any other line is
 * decoded for it.
 *
 * <p>Not thread-safe.
 */
public final class LineTime {
  /** The line has no event time. */
  public static final long NONE = Long.MIN_VALUE;

  private static final byte[] NAME = "\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 13;

  private final FdrDecoder decoder = FdrDecoder.forEvents(new FieldTable());

  /** The event time of a line, epoch milliseconds, or {@link #NONE}. */
  public long of(byte[] bytes, int offset, int length) {
    long fast = scan(bytes, offset, offset + length);
    if (fast != NONE) {
      return fast;
    }
    return decoder.decode(bytes, offset, length) instanceof FdrEvent event
        ? event.timestampMillis()
        : NONE;
  }

  /**
   * Only answers for what it is sure about: no object or list, and no other name of the time, came
   * before.
   */
  private static long scan(byte[] bytes, int from, int to) {
    int last = to - NAME.length - DIGITS - 1;
    for (int i = next(bytes, from + 1, last); i <= last; i = next(bytes, i + 1, last)) {
      byte b = bytes[i];
      if (b == '{' || b == '[' || b == '@') {
        return NONE;
      }
      if (b == '"' && bytes[i + 1] == 't' && isName(bytes, i)) {
        return digits(bytes, i + NAME.length);
      }
    }
    return NONE;
  }

  /**
   * The first place from {@code from} on that is worth a look, beyond {@code last} if there is
   * none: eight bytes at a time, as most of a source's work would be this. Behind {@code last}
   * there are more bytes than are read here.
   */
  private static int next(byte[] bytes, int from, int last) {
    for (int i = from; i <= last; i += Long.BYTES) {
      long word = Words.at(bytes, i);
      // Differ by one bit each: { and [, and @ and a character that nobody uses.
      long folded = word | Words.all(' ');
      long name = (word ^ Words.all('"')) | (Words.at(bytes, i + 1) ^ Words.all('t'));
      long mask =
          Words.zero(folded ^ Words.all('{'))
              | Words.zero(folded ^ Words.all('`'))
              | Words.zero(name);
      if (mask != 0) {
        return i + Words.before(mask);
      }
    }
    return last + 1;
  }

  private static boolean isName(byte[] bytes, int at) {
    if (bytes[at - 1] == '\\') {
      return false;
    }
    for (int i = 2; i < NAME.length; i++) {
      if (bytes[at + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static long digits(byte[] bytes, int at) {
    long time = 0;
    for (int i = at; i < at + DIGITS; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      time = time * 10 + digit;
    }
    return bytes[at + DIGITS] == '"' ? time : NONE;
  }
}
