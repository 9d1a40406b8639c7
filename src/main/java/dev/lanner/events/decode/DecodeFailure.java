package dev.lanner.events.decode;

import java.util.Objects;

/**
 * Why a line is no event. Whether a line fails depends on the line alone, never on which fields
 * were asked for.
 *
 * @param cause what is wrong
 * @param at where, in bytes from the start of the line; 0 where the cause concerns the whole line
 */
public record DecodeFailure(Cause cause, int at) implements Decoded {

  /** What can be wrong with a line. */
  public enum Cause {
    /** Nothing but white space. */
    EMPTY("empty line"),
    /** Bytes that are not UTF-8. */
    NOT_UTF8("not UTF-8"),
    /** Breaks the grammar of JSON. */
    NOT_JSON("not JSON"),
    /** Ends before its JSON does. */
    CUT_OFF("the line ends inside its JSON"),
    /** JSON, but a list, text or number. */
    NOT_AN_OBJECT("JSON, but not an object"),
    /** Something stands behind the object. */
    MORE_THAN_ONE("more text behind the object"),
    /** Objects and lists nested deeper than {@link FdrDecoder#MAX_DEPTH}. */
    TOO_DEEP("nested deeper than " + FdrDecoder.MAX_DEPTH + " levels"),
    /** No field says when the event was. */
    NO_TIME("no readable `timestamp`, `@timestamp` or `UTCTimestamp`");

    private final String text;

    Cause(String text) {
      this.text = text;
    }
  }

  public DecodeFailure {
    Objects.requireNonNull(cause);
  }

  /** The cause as a sentence for people, without anything that stands in the line. */
  public String message() {
    return at == 0 ? cause.text : cause.text + " at byte " + at;
  }

  @Override
  public String toString() {
    return message();
  }
}
