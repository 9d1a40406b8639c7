package dev.lanner.detect.wire;

/** The Flink types of all that travels. */
public final class Types {
  /** Lines from a source. */
  public static final CodecType<RawLine> RAW_LINE = CodecType.of(new RawLine.Wire());

  /** Rule sets. */
  public static final CodecType<RuleSetDelta> RULES = CodecType.of(new RuleSetDelta.Wire());

  /** Events that may match. */
  public static final CodecType<CandidateEvent> CANDIDATE = CodecType.of(new CandidateEvent.Wire());

  /** Identities of events. */
  public static final CodecType<Identities> IDENTITIES = CodecType.of(new Identities.Wire());

  /** Names told by events. */
  public static final CodecType<HeardByKey> HEARD = CodecType.of(new HeardByKey.Wire());

  /** Parts of aggregates. */
  public static final CodecType<Partial> PARTIAL = CodecType.of(new Partial.Wire());

  /** Panes of windows. */
  public static final CodecType<Pane> PANE = CodecType.of(new Pane.Wire());

  /** Groups of closed windows. */
  public static final CodecType<ClosedGroup> CLOSED_GROUP = CodecType.of(new ClosedGroup.Wire());

  /** Detections and candidates for them. */
  public static final CodecType<Detection> DETECTION = CodecType.of(new Detection.Wire());

  /** Candidates and evidence. */
  public static final CodecType<Tagged> TAGGED = CodecType.of(new Tagged.Wire());

  /** Verdicts on candidates. */
  public static final CodecType<Verdict> VERDICT = CodecType.of(new Verdict.Wire());

  /** Changes of the account. */
  public static final CodecType<Count> COUNT = CodecType.of(new Count.Wire());

  /** Dead letters. */
  public static final CodecType<DeadLetter> DEAD_LETTER = CodecType.of(new DeadLetter.Wire());

  /** Subtasks that evaluate by a rule set. */
  public static final CodecType<RulesApplied> RULES_APPLIED = CodecType.of(new RulesApplied.Wire());

  /** Late events. */
  public static final CodecType<LateEvent> LATE = CodecType.of(new LateEvent.Wire());

  private Types() {}
}
