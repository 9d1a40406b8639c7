package dev.lanner.events.decode;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.DecodeFailure.Cause;

/**
 * Reads the lines of the Falcon Data Replicator: one JSON object each.
 *
 * <p>Values become texts as a query sees them: strings unescaped, numbers and booleans as written,
 * values below objects and lists under flat names ({@code a.b}, {@code a[0].c}), JSON null as
 * absent. Of fields with the same flat name the last one counts. Only the fields of the table and a
 * few that events need themselves are kept; others are read again from the line when someone asks.
 * Numbers larger than a {@code long} stay what they are: text.
 *
 * <p>A byte order mark in front and white space around the object are fine. The length of a line is
 * the caller's to bound. One decoder has one event, which the next call fills anew. Not
 * thread-safe.
 */
public final class FdrDecoder {
  /** How deep objects and lists may be nested, the line's own object included. */
  public static final int MAX_DEPTH = 100;

  private final FdrEvent event;
  private final boolean timeNeeded;

  private FdrDecoder(FieldTable fields, boolean timeNeeded) {
    this.event = new FdrEvent(new FieldPlan(fields));
    this.timeNeeded = timeNeeded;
  }

  /**
   * A decoder for events: a line without a readable time is a failure. {@code fields} should be
   * complete; names added later still work, only slowly.
   */
  public static FdrDecoder forEvents(FieldTable fields) {
    return new FdrDecoder(fields, true);
  }

  /** A decoder for lines that need no time: lookup lines, hand-written ones. */
  public static FdrDecoder withoutTime(FieldTable fields) {
    return new FdrDecoder(fields, false);
  }

  /**
   * Decodes one line, with or without its line end. The event keeps looking at {@code bytes}: they
   * must not change before the next call.
   *
   * @return the decoder's event, or what is wrong with the line
   */
  public Decoded decode(byte[] bytes, int offset, int length) {
    return decode(bytes, offset, length, false);
  }

  /**
   * Decodes one line of which something may be known.
   *
   * @param plain whether all of its bytes are known to be ASCII and no control characters, which
   *     spares a look at each; said of another line, what is no JSON may be taken for an event
   */
  public Decoded decode(byte[] bytes, int offset, int length, boolean plain) {
    int from = offset;
    int to = offset + length;
    if (length >= 3
        && bytes[from] == (byte) 0xef
        && bytes[from + 1] == (byte) 0xbb
        && bytes[from + 2] == (byte) 0xbf) {
      from += 3;
    }
    while (to > from && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    DecodeFailure failure = event.reset(bytes, from, to, plain);
    if (failure != null) {
      return new DecodeFailure(
          failure.cause(), failure.at() == 0 ? 0 : failure.at() + from - offset);
    }
    return timeNeeded && !event.hasTimestamp() ? new DecodeFailure(Cause.NO_TIME, 0) : event;
  }
}
