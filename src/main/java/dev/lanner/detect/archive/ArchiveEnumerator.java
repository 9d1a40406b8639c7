package dev.lanner.detect.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Hands out files in their order, one at a time to each reader that asks. */
final class ArchiveEnumerator implements SplitEnumerator<FileSplit, List<FileSplit>> {
  private final SplitEnumeratorContext<FileSplit> context;
  private final PriorityQueue<FileSplit> waiting =
      new PriorityQueue<>(Comparator.comparingInt(FileSplit::index));

  ArchiveEnumerator(SplitEnumeratorContext<FileSplit> context, List<FileSplit> files) {
    this.context = context;
    waiting.addAll(files);
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int reader, String host) {
    if (!context.registeredReaders().containsKey(reader)) {
      return;
    }
    FileSplit next = waiting.poll();
    if (next == null) {
      context.signalNoMoreSplits(reader);
    } else {
      context.assignSplit(next, reader);
    }
  }

  @Override
  public void addSplitsBack(List<FileSplit> splits, int reader) {
    waiting.addAll(splits);
  }

  @Override
  public void addReader(int reader) {}

  @Override
  public List<FileSplit> snapshotState(long checkpoint) {
    List<FileSplit> remaining = new ArrayList<>(waiting);
    remaining.sort(Comparator.comparingInt(FileSplit::index));
    return remaining;
  }

  @Override
  public void close() {}
}
