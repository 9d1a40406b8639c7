package dev.lanner.detect;

import dev.lanner.detect.wire.ClosedGroup;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.DeadLetter;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RulesApplied;
import dev.lanner.detect.wire.Tagged;
import dev.lanner.detect.wire.Types;
import dev.lanner.detect.wire.Verdict;
import org.apache.flink.util.OutputTag;

/** The side outputs of the operators. */
public final class Outputs {
  /** Changes of the account. */
  public static final OutputTag<Count> COUNTS = new OutputTag<>("counts", Types.COUNT);

  /** Lines that are no event. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.DEAD_LETTER);

  /** Files that could not be read to their end. */
  public static final OutputTag<DeadLetter> CUT_FILES =
      new OutputTag<>("cut-files", Types.DEAD_LETTER);

  /** Events that missed a window. */
  public static final OutputTag<LateEvent> LATE = new OutputTag<>("late", Types.LATE);

  /**
   * Events that rules have to do without, and that are no late events of the output: without rules,
   * nobody knows whose.
   */
  public static final OutputTag<LateEvent> MISSED = new OutputTag<>("missed", Types.LATE);

  /** Subtasks that evaluate by a rule set. */
  public static final OutputTag<RulesApplied> RULES_APPLIED =
      new OutputTag<>("rules-applied", Types.RULES_APPLIED);

  /** Detections of single events, from where events are evaluated as they are read. */
  public static final OutputTag<Detection> DETECTIONS =
      new OutputTag<>("detections", Types.DETECTION);

  /** Parts of aggregates. */
  public static final OutputTag<Partial> PARTIALS = new OutputTag<>("partials", Types.PARTIAL);

  /** Groups of closed windows whose rows have to be looked at together. */
  public static final OutputTag<ClosedGroup> GROUPS =
      new OutputTag<>("closed-groups", Types.CLOSED_GROUP);

  /** Candidates that need evidence, and evidence. */
  public static final OutputTag<Tagged> TAGGED = new OutputTag<>("tagged", Types.TAGGED);

  /** What is known of candidates beside the pattern. */
  public static final OutputTag<Verdict> VERDICTS = new OutputTag<>("verdicts", Types.VERDICT);

  private Outputs() {}
}
