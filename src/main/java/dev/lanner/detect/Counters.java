package dev.lanner.detect;

import dev.lanner.detect.wire.Keys;

/**
 * The names of the account's numbers. Those of a rule are made of the rule's id and what is
 * counted; the rest belongs to the run as a whole.
 */
public final class Counters {
  /** Lines read from data files. */
  public static final String LINES = "lines";

  /** Lines that are no event. */
  public static final String DEAD_LETTERS = "deadLetters";

  /** Events that could be decoded. */
  public static final String DECODED = "decoded";

  /** Decoded events before the start of the wanted range, which no rule sees. */
  public static final String OUTSIDE = "outside";

  /** Events whose time lies beyond the limit. */
  public static final String QUARANTINED = "quarantined";

  /** Events that were delivered before. */
  public static final String DUPLICATES = "duplicates";

  /** Events that came after a window of theirs had closed. */
  public static final String LATE = "late";

  /** Candidates and evidence whose sensor time is too far ahead and was ignored. */
  public static final String CLOCK_AHEAD = "sensorClockAhead";

  /** Candidates whose rule set is not known any more. */
  public static final String UNKNOWN_RULES = "unknownRules";

  /** Event time of the latest event that is not ahead of the clock. */
  public static final String LATEST = "latest";

  /** Minus the event time of the earliest event. */
  public static final String MINUS_EARLIEST = "minusEarliest";

  /** Data files read. */
  public static final String FILES = "files";

  /** Data files that could not be read to their end. */
  public static final String CUT_FILES = "cutFiles";

  /** Largest distance of an event behind an earlier one of its file, milliseconds. */
  public static final String DISORDER = "disorder";

  /** Events that the per-event part of a rule let through. */
  public static final String MATCHED = "matched";

  /** Of these, events kept out of an aggregate by an exception. */
  public static final String EXCEPTED = "excepted";

  /** Of these, events that came too late for a window. */
  public static final String RULE_LATE = "late";

  /** Candidates and evidence that event time had passed; not part of the account. */
  public static final String LATE_EVIDENCE = "lateEvidence";

  /** Events or rows that would fire. */
  public static final String CANDIDATES = "candidates";

  /** Detections. */
  public static final String FIRED = "fired";

  /** Candidates that skipped confirmation because their key was at its bound. */
  public static final String UNCHECKED = "unchecked";

  /** Evidence left out because its key was at its bound. */
  public static final String EVIDENCE_DROPPED = "evidenceDropped";

  /** Candidate events held back by an exception. */
  public static final String BY_EXCEPTION = "exception";

  /** Candidates without evidence. */
  public static final String BY_CONFIRM = "confirm";

  /** Candidates within the period of another. */
  public static final String BY_THROTTLE = "throttle";

  /** Candidates of an event that was delivered again, where duplicates are not looked for. */
  public static final String BY_REPETITION = "repetition";

  /** How often an event was held against the queries of a rule; not part of the account. */
  public static final String TRIED = "tried";

  /** About how many nanoseconds that took; not part of the account. */
  public static final String NANOS = "nanos";

  /** Bytes of keyed state held now, see {@link HeldBytes}; not part of the account. */
  public static final String STATE_BYTES = "stateBytes";

  /** The most bytes of keyed state that one subtask held at a time; not part of the account. */
  public static final String TASK_PEAK = "taskPeakBytes";

  private static final String RULE = "rule";
  private static final String SUPPRESSED = "suppressed";

  private Counters() {}

  /** A number of a rule. */
  public static String ofRule(String ruleId, String what) {
    return Keys.join(RULE, ruleId, what);
  }

  /** How the names of all numbers of suppressed candidates of a rule begin. */
  public static String suppressed(String ruleId) {
    return Keys.join(RULE, ruleId, SUPPRESSED);
  }

  /** How many candidates of a rule were held back for {@code cause}. */
  public static String suppressed(String ruleId, String cause) {
    return Keys.join(RULE, ruleId, SUPPRESSED, cause);
  }
}
