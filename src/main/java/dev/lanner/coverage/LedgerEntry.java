package dev.lanner.coverage;

/** What a run says of a stretch of event time. Saying it twice says no more. */
public sealed interface LedgerEntry {
  /** The stretch. */
  Range range();

  /**
   * A version of a rule evaluated it completely, but for what the same run says is incomplete.
   *
   * @param rule the version
   * @param range the stretch
   */
  record Covered(RuleVersion rule, Range range) implements LedgerEntry {}

  /**
   * Something of it was left out.
   *
   * @param ruleId the rule that missed it
   * @param range the stretch
   * @param cause why
   * @param events how many events, 0 if nobody knows
   * @param number tells what was said once from what was said again
   */
  record Incomplete(String ruleId, Range range, Cause cause, long events, long number)
      implements LedgerEntry {}

  /** Why something was left out. */
  enum Cause {
    /** Events came after their window had closed, or what they are evidence for was over. */
    LATE("late"),
    /** A file breaks off. */
    CUT_FILE("cut-file"),
    /** A batch was still being delivered. */
    UNFINISHED_BATCH("unfinished-batch"),
    /** Events lay too far ahead of the clock to enter a window. */
    QUARANTINED("quarantined"),
    /** On the way through the job their window closed, or their rule did not come. */
    GIVEN_UP("given-up");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** As it stands in a ledger. */
    public String text() {
      return text;
    }

    static Cause of(String text) {
      for (Cause cause : values()) {
        if (cause.text.equals(text)) {
          return cause;
        }
      }
      throw new IllegalArgumentException(text);
    }
  }
}
