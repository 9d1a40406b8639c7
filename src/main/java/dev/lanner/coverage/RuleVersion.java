package dev.lanner.coverage;

import java.util.Comparator;

/**
 * A version of a rule, as the ledger names it.
 *
 * @param id of the rule
 * @param version as its author counts
 * @param logic hash of all that decides which detections it gives
 * @param title one line
 */
public record RuleVersion(String id, int version, String logic, String title) {
  /** By rule, then by version. */
  static final Comparator<RuleVersion> ORDER =
      Comparator.comparing(RuleVersion::id)
          .thenComparingInt(RuleVersion::version)
          .thenComparing(RuleVersion::logic)
          .thenComparing(RuleVersion::title);

  boolean hasLogicOf(RuleVersion other) {
    return id.equals(other.id) && logic.equals(other.logic);
  }
}
