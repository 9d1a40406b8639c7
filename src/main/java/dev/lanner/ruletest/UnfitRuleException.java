package dev.lanner.ruletest;

/** A rule cannot be tested because it cannot run. */
public final class UnfitRuleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfitRuleException(String message) {
    super(message);
  }
}
