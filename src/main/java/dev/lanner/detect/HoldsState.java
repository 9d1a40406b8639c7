package dev.lanner.detect;

/** A function that counts what state it holds for rules; its operator tells it to the account. */
public interface HoldsState {
  /** What it holds; there once the function is open. */
  HeldBytes held();
}
