package dev.lanner.detect.archive;

import dev.lanner.detect.wire.RawLine;
import dev.lanner.detect.wire.RawLine.FileReport;
import dev.lanner.events.archive.Cut;
import dev.lanner.events.archive.InputException;
import dev.lanner.events.archive.LineReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads one file after the other, a line at a time, and asks for the next when it is done with one.
 */
final class ArchiveReader implements SourceReader<RawLine, FileSplit> {
  /** Watermarks closer together would cost more than they give. */
  private static final long WATERMARK_STEP_MILLIS = 1000;

  /** How many lines pass between two looks at the progress. */
  private static final int PROGRESS_LINES = 1024;

  /** So many lines are handed on before Flink is asked whether there is something else to do. */
  private static final int LINES_A_TURN = 64;

  private final Runnable askForFile;
  private final ReadTimes readTimes;
  private final ReadProgress progress;
  private final LineTime times = new LineTime();
  private final Deque<FileSplit> waiting = new ArrayDeque<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMore;

  private FileSplit split;
  private LineReader reader;
  private long lines;
  private long largest;
  private long disorder;
  private long bytesToldOf;
  private long linesToldOf;
  private long watermark = Long.MIN_VALUE;

  ArchiveReader(Runnable askForFile, ReadTimes readTimes, ReadProgress progress) {
    this.askForFile = askForFile;
    this.readTimes = readTimes;
    this.progress = progress;
  }

  @Override
  public void start() {
    if (waiting.isEmpty()) {
      askForFile.run();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawLine> output) {
    if (split == null && !begin(output)) {
      return noMore && waiting.isEmpty() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    for (int i = 0; i < LINES_A_TURN && reader != null; i++) {
      switch (reader.next()) {
        case LINE -> line(output);
        case TOO_LONG -> tooLong(output);
        case CUT -> cut(output);
        case END -> end(output, null);
      }
    }
    return InputStatus.MORE_AVAILABLE;
  }

  /** Opens the next file; false if there is none now. */
  private boolean begin(ReaderOutput<RawLine> output) {
    split = waiting.poll();
    if (split == null) {
      available = noMore ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
      return false;
    }
    lines = split.linesRead();
    boolean fresh = split.largestMillis() == Long.MIN_VALUE;
    boolean known =
        split.firstMillis() != Long.MAX_VALUE && split.firstMillis() <= readTimes.limitMillis();
    largest = fresh && known ? split.firstMillis() : split.largestMillis();
    disorder = split.disorderMillis();
    bytesToldOf = 0;
    linesToldOf = lines;
    try {
      reader = LineReader.open(split.file());
    } catch (InputException e) {
      end(output, e.getMessage());
      return true;
    }
    for (long i = 0; i < lines; i++) {
      reader.next();
    }
    advance(output);
    return true;
  }

  private void line(ReaderOutput<RawLine> output) {
    RawLine line =
        RawLine.line(
            reader.buffer(),
            reader.offset(),
            reader.length(),
            reader.isPlain(),
            split.name(),
            reader.line(),
            reader.byteOffset());
    lines++;
    long time =
        readTimes.wanted()
            ? times.of(reader.buffer(), reader.offset(), reader.length())
            : LineTime.NONE;
    if (time == LineTime.NONE) {
      output.collect(line);
    } else {
      output.collect(line, time);
      if (time <= readTimes.limitMillis()) {
        disorder = Math.max(disorder, largest == Long.MIN_VALUE ? 0 : largest - time);
        largest = Math.max(largest, time);
        advance(output);
      }
    }
    if (lines - linesToldOf >= PROGRESS_LINES) {
      tellProgress();
    }
  }

  private void tooLong(ReaderOutput<RawLine> output) {
    lines++;
    output.collect(
        RawLine.bad(
            split.name(),
            reader.line(),
            reader.byteOffset(),
            "a line of " + reader.length() + " bytes is too long"));
  }

  private void cut(ReaderOutput<RawLine> output) {
    Cut cut = reader.cut();
    if (cut.incompleteBytes() > 0) {
      lines++;
      output.collect(
          RawLine.bad(
              split.name(),
              cut.location().line(),
              cut.location().offset(),
              "the file breaks off in this line after "
                  + cut.incompleteBytes()
                  + " bytes: "
                  + cut.cause()));
    }
    end(output, cut.cause());
  }

  private void end(ReaderOutput<RawLine> output, String problem) {
    long measured = readTimes.wanted() ? disorder : FileReport.NOT_MEASURED;
    output.collect(RawLine.end(split.name(), new FileReport(lines, measured, problem)));
    tellProgress();
    progress.add(split.bytes() - bytesToldOf, 0);
    close();
    split = null;
    if (waiting.isEmpty() && !noMore) {
      askForFile.run();
    }
  }

  /** Says how far time has come, if it came further. */
  private void advance(ReaderOutput<RawLine> output) {
    long seen = Math.min(largest, split.nextFirstMillis());
    if (seen == Long.MIN_VALUE || !readTimes.wanted()) {
      return;
    }
    long now = seen - readTimes.disorderMillis();
    if (now >= watermark + WATERMARK_STEP_MILLIS || watermark == Long.MIN_VALUE) {
      watermark = now;
      output.emitWatermark(new Watermark(now));
    }
  }

  private void tellProgress() {
    long bytes = reader == null ? 0 : Math.min(reader.storedBytesRead(), split.bytes());
    progress.add(bytes - bytesToldOf, lines - linesToldOf);
    bytesToldOf = bytes;
    linesToldOf = lines;
  }

  @Override
  public List<FileSplit> snapshotState(long checkpoint) {
    List<FileSplit> splits = new ArrayList<>();
    if (split != null) {
      splits.add(split.at(lines, largest, disorder));
    }
    splits.addAll(waiting);
    return splits;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<FileSplit> splits) {
    waiting.addAll(splits);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMore = true;
    available.complete(null);
  }

  @Override
  public void close() {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        // All that could be read was read.
        reader = null;
      }
      reader = null;
    }
  }
}
