package dev.lanner.cql.value;

/**
 * The result of an expression that has a value; an expression without a value yields null.
 *
 * <p>CQL has no types at run time: a field holds text, and text is read as a number or a boolean
 * where the context asks. This class only keeps what an operation produced (a whole number, a
 * fraction, a boolean or a text), so that a chain of operations does not print and parse between
 * its links. Two values that print alike behave alike.
 */
public final class Value {
  /** The boolean {@code true}; prints as {@code true}. */
  public static final Value TRUE = new Value("true", 0, 0, Kind.BOOLEAN);

  /** The boolean {@code false}; prints as {@code false}. */
  public static final Value FALSE = new Value("false", 0, 0, Kind.BOOLEAN);

  private enum Kind {
    TEXT_UNREAD,
    TEXT,
    LONG,
    DOUBLE,
    BOOLEAN
  }

  private String text;
  private long whole;
  private double fraction;
  private Kind kind;
  private boolean numericText;
  private boolean wholeText;

  private Value(String text, long whole, double fraction, Kind kind) {
    this.text = text;
    this.whole = whole;
    this.fraction = fraction;
    this.kind = kind;
  }

  /** A text; null gives null. */
  public static Value of(String text) {
    return text == null ? null : new Value(text, 0, 0, Kind.TEXT_UNREAD);
  }

  /** A whole number. */
  public static Value of(long whole) {
    return new Value(null, whole, whole, Kind.LONG);
  }

  /**
   * A number; whole ones print without a fraction. Null for NaN and infinities, which are no
   * values.
   */
  public static Value of(double number) {
    return Double.isFinite(number) ? new Value(null, 0, number, Kind.DOUBLE) : null;
  }

  /** A boolean. */
  public static Value of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /** The text of this value, as a field would hold it. */
  public String text() {
    if (text == null) {
      text = kind == Kind.LONG ? Long.toString(whole) : Numbers.print(fraction);
    }
    return text;
  }

  /** Whether this reads as a number (LANGUAGE 3.5). */
  public boolean isNumber() {
    read();
    return kind == Kind.LONG || kind == Kind.DOUBLE || numericText;
  }

  /**
   * Whether this is a number that fits a {@code long} without loss and was written or computed as
   * one.
   */
  public boolean isWhole() {
    read();
    return kind == Kind.LONG || wholeText;
  }

  /** The number, only meaningful if {@link #isWhole}. */
  public long asLong() {
    read();
    return whole;
  }

  /** The number, only meaningful if {@link #isNumber}. */
  public double asDouble() {
    read();
    return kind == Kind.LONG || wholeText ? whole : fraction;
  }

  /**
   * Whether a condition made of this value holds: the text {@code true}, or a number other than
   * zero (LANGUAGE U6: truth of non-zero numbers).
   */
  public boolean isTrue() {
    if (kind == Kind.BOOLEAN) {
      return this == TRUE;
    }
    return isNumber() ? asDouble() != 0 : text().equals("true");
  }

  @Override
  public String toString() {
    return text();
  }

  private void read() {
    if (kind != Kind.TEXT_UNREAD) {
      return;
    }
    kind = Kind.TEXT;
    if (!Numbers.mayBeNumber(text)) {
      return;
    }
    if (Numbers.isWhole(text)) {
      numericText = true;
      wholeText = true;
      whole = Long.parseLong(text);
      return;
    }
    double number = Numbers.parse(text);
    if (!Double.isNaN(number)) {
      numericText = true;
      fraction = number;
    }
  }
}
