package dev.lanner.job;

/**
 * Names of the operators, which are also the ids under which a savepoint keeps their state: a name
 * is never changed and never given to something else.
 */
final class Operators {
  static final String LINES = "lines";
  static final String RULES = "rules";
  static final String MATCH = "match";
  static final String CANDIDATES = "candidates";
  static final String COMBINE = "combine";
  static final String SCREEN_PARTIALS = "screen-partials";
  static final String WINDOWS = "windows";
  static final String GATHER = "gather";
  static final String CONFIRM_SCREEN = "confirm-screen";
  static final String CONFIRM_HOLD = "confirm-hold";
  static final String CONFIRM_GATE = "confirm-gate";
  static final String CONFIRM_PATTERN = "confirm-pattern";
  static final String CONFIRM_RESOLVER = "confirm-resolver";
  static final String ONCE = "once";
  static final String THROTTLED = "throttled";
  static final String UNTHROTTLED = "unthrottled";
  static final String THROTTLE = "throttle";
  static final String DETECTIONS = "detections";
  static final String ACCOUNT = "account";
  static final String COUNTS = "counts-of-";
  static final String LINES_OF = "lines-of-";
  static final String OUT = "out-";

  private Operators() {}
}
