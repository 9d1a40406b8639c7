package dev.lanner.cql.value;

/**
 * Bounds on the texts that functions make, so that no event can make a query allocate without end.
 */
public final class Texts {
  /**
   * Longest text a function makes, in UTF-16 units. A result that would be longer is no value. FDR
   * lines are some kilobytes; LogScale refuses events of more than 1 MB.
   */
  public static final int MAX_LENGTH = 1 << 20;

  /** Most elements a function writes into an array, and most fields a parser makes of one text. */
  public static final int MAX_ELEMENTS = 10_000;

  private Texts() {}

  /** The text that {@code builder} holds, or null if it has grown beyond {@link #MAX_LENGTH}. */
  public static String bounded(StringBuilder builder) {
    return builder.length() > MAX_LENGTH ? null : builder.toString();
  }
}
