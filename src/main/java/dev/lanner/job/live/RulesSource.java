package dev.lanner.job.live;

import dev.lanner.detect.World;
import dev.lanner.detect.wire.RuleSetDelta;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Rule sets: the one the job was submitted with, then one with each change. To be run with a
 * parallelism of one. What was sent last is in its state, so that after a restore the numbers go on
 * and a change made in the meantime is seen.
 */
final class RulesSource implements Source<RuleNews, RulesSplit, Boolean> {
  private static final long serialVersionUID = 1;

  private final RuleSetDelta submitted;
  private final World world;
  private final RuleStore.Opener store;
  private final Duration pause;

  /**
   * A source of rule sets.
   *
   * @param submitted what runs from the start
   * @param world what rules are checked against
   * @param store where changes are looked for; null if there are none
   * @param pause between two looks
   */
  RulesSource(RuleSetDelta submitted, World world, RuleStore.Opener store, Duration pause) {
    this.submitted = submitted;
    this.world = world;
    this.store = store;
    this.pause = pause;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<RulesSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<RulesSplit> context) {
    return restoreEnumerator(context, false);
  }

  @Override
  public SplitEnumerator<RulesSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<RulesSplit> context, Boolean assigned) {
    return new HandOut(
        context, assigned ? Optional.empty() : Optional.of(new RulesSplit(Optional.empty())));
  }

  @Override
  public SimpleVersionedSerializer<RulesSplit> getSplitSerializer() {
    return new RulesSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new RulesSplit.Assigned();
  }

  @Override
  public SourceReader<RuleNews, RulesSplit> createReader(SourceReaderContext context) {
    return new RulesReader(submitted, world, store, pause);
  }

  /** Hands the one split to the one reader. */
  private static final class HandOut implements SplitEnumerator<RulesSplit, Boolean> {
    private final SplitEnumeratorContext<RulesSplit> context;
    private Optional<RulesSplit> waiting;

    HandOut(SplitEnumeratorContext<RulesSplit> context, Optional<RulesSplit> waiting) {
      this.context = context;
      this.waiting = waiting;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int reader, String host) {}

    @Override
    public void addSplitsBack(List<RulesSplit> splits, int reader) {
      // None, if a checkpoint was finished since the reader got it: its state has it then.
      if (!splits.isEmpty()) {
        waiting = Optional.of(splits.get(0));
      }
    }

    @Override
    public void addReader(int reader) {
      waiting.ifPresent(split -> context.assignSplit(split, reader));
      waiting = Optional.empty();
    }

    @Override
    public Boolean snapshotState(long checkpoint) {
      return waiting.isEmpty();
    }

    @Override
    public void close() {}
  }
}
