package dev.lanner.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes deliveries as batches: a folder of part files each, and an empty {@code _SUCCESS} when it
 * is finished. A batch holds five minutes of deliveries, or two hundred thousand of them when those
 * come sooner.
 *
 * <p>Within a part file lines are in order of delivery, which is nearly but not quite the order of
 * {@code timestamp}; the part files of a batch overlap in time.
 */
final class BatchWriter implements Closeable {

  static final long BATCH_MILLIS = 5 * 60_000L;
  static final int MAX_BATCH_EVENTS = 200_000;
  static final String MARKER = "_SUCCESS";

  private final Path data;
  private final Draws names;
  private final PartFile[] byLane;
  private Path batch;
  private long batchEndMillis = Long.MIN_VALUE;
  private int batchEvents;
  private int batchParts;
  private int batches;
  private long lines;
  private long repeated;

  /**
   * Writes below a folder.
   *
   * @param data the folder in which the batches are made
   * @param names what the names of the batches are drawn from
   * @param parts part files of a batch, at least 2 so that a repeated delivery is in another file
   */
  BatchWriter(Path data, Draws names, int parts) {
    this.data = data;
    this.names = names;
    this.byLane = new PartFile[parts];
  }

  void write(Delivery delivery) throws IOException {
    if (delivery.deliveredMillis() >= batchEndMillis || batchEvents >= MAX_BATCH_EVENTS) {
      finishBatch();
      startBatch(delivery.deliveredMillis());
    }
    int lane = delivery.lane() % byLane.length;
    if (byLane[lane] == null) {
      byLane[lane] = new PartFile(batch, batchParts++);
    }
    byLane[lane].write(delivery.event());
    batchEvents++;
    lines++;
    repeated += delivery.repeated() ? 1 : 0;
  }

  int batches() {
    return batches;
  }

  long lines() {
    return lines;
  }

  long repeated() {
    return repeated;
  }

  @Override
  public void close() throws IOException {
    finishBatch();
  }

  /** Writes one finished batch of a single part file: how lookups are delivered. */
  static void writeLookup(Path folder, Draws names, Iterable<GeneratedEvent> rows)
      throws IOException {
    Path batch = Files.createDirectories(folder.resolve(names.uuid()));
    try (PartFile part = new PartFile(batch, 0)) {
      for (GeneratedEvent row : rows) {
        part.write(row);
      }
    }
    Files.createFile(batch.resolve(MARKER));
  }

  private void startBatch(long deliveredMillis) throws IOException {
    batch = Files.createDirectories(data.resolve(names.uuid()));
    batchEndMillis = (Math.floorDiv(deliveredMillis, BATCH_MILLIS) + 1) * BATCH_MILLIS;
    batchEvents = 0;
    batchParts = 0;
    batches++;
  }

  private void finishBatch() throws IOException {
    if (batch == null) {
      return;
    }
    for (int i = 0; i < byLane.length; i++) {
      if (byLane[i] != null) {
        byLane[i].close();
        byLane[i] = null;
      }
    }
    Files.createFile(batch.resolve(MARKER));
    batch = null;
  }
}
