package dev.lanner.cql.regex;

/**
 * A text that allows a limited number of looks at its characters. The engine looks at a character
 * at each step, so that this bounds the time of a match that backtracks without end.
 */
final class CountedText implements CharSequence {
  /** The engine used up its steps. One instance: its place is of no interest. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // without a stack trace
    static final Exhausted INSTANCE = new Exhausted();

    private Exhausted() {
      super("regex steps used up", null, false, false);
    }
  }

  private final long most;
  private String text;
  private long left;

  CountedText(long most) {
    this.most = most;
    this.text = "";
  }

  /** Starts anew over {@code text} with all steps. */
  CountedText over(String text) {
    this.text = text;
    this.left = most;
    return this;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw Exhausted.INSTANCE;
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
