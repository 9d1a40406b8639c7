package dev.lanner.job.live;

import dev.lanner.coverage.LedgerEntry;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerFile;
import dev.lanner.coverage.LedgerRun;
import dev.lanner.coverage.LiveProgress;
import dev.lanner.coverage.ProgressJson;
import dev.lanner.coverage.RuleReach;
import dev.lanner.coverage.RuleVersion;
import dev.lanner.detect.wire.RulesApplied;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the coverage ledger of a job: stands behind everything else, alone, so that what reaches it
 * has passed all of the job, and writes what was true at a checkpoint when that checkpoint is
 * finished, so that it says no more than what a restart keeps.
 *
 * <p>It is part of every job, so that a job whose ledger is begun or given up goes on with its
 * state. A ledger that cannot be written holds up no detection: what is missing is written with a
 * later checkpoint, into a new file.
 */
final class LedgerOperator extends AbstractStreamOperator<LedgerInput>
    implements OneInputStreamOperator<LedgerInput, LedgerInput> {
  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(LedgerOperator.class);

  /** Progress alone is written no more often than this. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** What checkpoints that never finish have to say is in that of later ones. */
  private static final int MOST_OPEN = 8;

  private static final ListStateDescriptor<String> STATE =
      new ListStateDescriptor<>("progress", BasicTypeInfo.STRING_TYPE_INFO);

  private final Settings settings;

  private transient ListState<String> state;
  private transient LiveProgress progress;
  private transient TreeMap<Long, List<LedgerEntry>> open;
  private transient LedgerFile file;
  private transient long writtenNanos;
  private transient boolean isEnding;

  /**
   * How the ledger is kept.
   *
   * @param folder where its files are; empty if none is kept
   * @param job name of the job
   * @param run id of the run, if it does not go on from a state
   * @param startedMillis when it was submitted
   * @param begin see {@link LiveProgress}
   * @param evidenceMillis how far evidence may arrive from a candidate
   */
  record Settings(
      String folder, String job, String run, long startedMillis, long begin, long evidenceMillis)
      implements Serializable {}

  LedgerOperator(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    open = new TreeMap<>();
    writtenNanos = System.nanoTime() - PAUSE.toNanos();
    state = context.getOperatorStateStore().getUnionListState(STATE);
    progress = new LiveProgress(settings.run(), settings.begin());
    for (String text : state.get()) {
      progress = ProgressJson.read(text);
    }
  }

  @Override
  public void processElement(StreamRecord<LedgerInput> element) {
    LedgerInput input = element.getValue();
    if (input.applied() != null) {
      RulesApplied applied = input.applied();
      progress.applied(
          applied.set(),
          applied.subtask(),
          applied.subtasks(),
          applied.largest(),
          applied.rules().stream().map(this::ran).toList());
    } else {
      progress.without(input.missed().time(), input.missed().rules(), input.cause());
    }
  }

  private LiveProgress.Ran ran(RulesApplied.Applied rule) {
    return new LiveProgress.Ran(
        new RuleVersion(rule.id(), rule.version(), rule.logic(), rule.title()),
        new RuleReach(
            rule.windowMillis(),
            rule.slideMillis(),
            rule.confirmed() ? settings.evidenceMillis() : 0));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      progress.drained();
      isEnding = true;
    } else {
      progress.passed(mark.getTimestamp(), System.currentTimeMillis());
    }
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    open.put(context.getCheckpointId(), progress.at(context.getCheckpointId()));
    if (open.size() > MOST_OPEN) {
      open.pollFirstEntry();
    }
    state.update(List.of(ProgressJson.write(progress)));
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    List<LedgerEntry> entries = open.get(checkpoint);
    open.headMap(checkpoint, true).clear();
    if (entries == null || entries.isEmpty()) {
      return;
    }
    if (settings.folder().isEmpty()) {
      progress.written(entries);
    } else if (isDue(entries)) {
      write(entries);
    }
  }

  private boolean isDue(List<LedgerEntry> entries) {
    return isEnding
        || System.nanoTime() - writtenNanos >= PAUSE.toNanos()
        || entries.stream().anyMatch(entry -> !(entry instanceof Covered));
  }

  private void write(List<LedgerEntry> entries) {
    try {
      if (file == null) {
        file =
            LedgerFile.create(
                Path.of(settings.folder()),
                new LedgerRun(
                    progress.run(),
                    "detect",
                    settings.job(),
                    Instant.ofEpochMilli(settings.startedMillis())));
      }
      file.add(entries);
      progress.written(entries);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the coverage ledger in {} cannot be written now", settings.folder(), e);
      closeFile();
    }
    writtenNanos = System.nanoTime();
  }

  private void closeFile() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      LOG.debug("a file of the ledger could not be closed", e);
    }
    file = null;
  }

  @Override
  public void close() throws Exception {
    closeFile();
    super.close();
  }
}
