package dev.lanner.detect;

import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.RuleSetDelta;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes {@link MatchOperator}s, in one task with their source if that is possible. */
final class MatchOperatorFactory extends AbstractStreamOperatorFactory<CandidateEvent> {
  private static final long serialVersionUID = 1;

  private final RuleSetDelta initial;
  private final World world;
  private final MatchSettings settings;
  private final DirectEvaluation direct;

  /**
   * Operators that begin with the given rules.
   *
   * @param withSource whether they share the task of their source. Flink triggers checkpoints only
   *     in tasks without inputs, and waits forever in one that has a source and another input: so
   *     not with checkpoints (Flink 2.3, measured)
   * @param direct how to evaluate events at once; empty if candidates go on to be rid of duplicates
   */
  MatchOperatorFactory(
      RuleSetDelta initial,
      World world,
      MatchSettings settings,
      boolean withSource,
      Optional<DirectEvaluation> direct) {
    this.initial = initial;
    this.world = world;
    this.settings = settings;
    this.direct = direct.orElse(null);
    this.chainingStrategy = withSource ? ChainingStrategy.HEAD_WITH_SOURCES : ChainingStrategy.HEAD;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<CandidateEvent>> T createStreamOperator(
      StreamOperatorParameters<CandidateEvent> parameters) {
    return (T) new MatchOperator(parameters, initial, world, settings, Optional.ofNullable(direct));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classes) {
    return MatchOperator.class;
  }
}
