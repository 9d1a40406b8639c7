package dev.lanner.detect.archive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much the readers of one run have read, for those who share their JVM with it. On a cluster
 * nobody looks, and nothing depends on it.
 */
public final class ReadProgress {
  private static final Map<String, ReadProgress> RUNS = new ConcurrentHashMap<>();

  private final LongAdder bytes = new LongAdder();
  private final LongAdder lines = new LongAdder();

  private ReadProgress() {}

  /** The progress of the run of that name. */
  public static ReadProgress of(String run) {
    return RUNS.computeIfAbsent(run, name -> new ReadProgress());
  }

  /** Forgets a run. */
  public static void forget(String run) {
    RUNS.remove(run);
  }

  void add(long storedBytes, long newLines) {
    bytes.add(storedBytes);
    lines.add(newLines);
  }

  /** Bytes read, as stored. */
  public long bytes() {
    return bytes.sum();
  }

  /** Lines read. */
  public long lines() {
    return lines.sum();
  }
}
