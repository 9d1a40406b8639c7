package dev.lanner.detect.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.detect.wire.RawLine;
import dev.lanner.events.archive.DataFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {
  private static final long START = 1_761_955_200_000L;
  private static final long BOUND = 60_000;

  @TempDir Path folder;

  /** What a reader handed on, in words. */
  private static final class Seen implements ReaderOutput<RawLine> {
    final List<String> lines = new ArrayList<>();
    final List<Long> watermarks = new ArrayList<>();
    RawLine.FileReport end;

    @Override
    public void collect(RawLine line) {
      collect(line, -1);
    }

    @Override
    public void collect(RawLine line, long time) {
      if (line.end != null) {
        end = line.end;
      } else if (line.problem != null) {
        lines.add(line.line + "@" + line.offset + " " + line.problem);
      } else {
        lines.add(
            line.line + "@" + line.offset + " " + (time < 0 ? "none" : (time - START) / 1000));
      }
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add((watermark.getTimestamp() - START) / 1000);
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<RawLine> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }

  private static String line(long second) {
    return "{\"timestamp\":\"" + (START + second * 1000) + "\"}";
  }

  private static byte[] gz(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private FileSplit split(byte[] content, long first, long next) throws IOException {
    Path file = folder.resolve("part-0.gz");
    Files.write(file, content);
    return FileSplit.of(0, new DataFile("part-0.gz", file, content.length), first, next);
  }

  private static ArchiveReader reader(long limit) {
    return new ArchiveReader(
        () -> {}, new ReadTimes(true, BOUND, limit), ReadProgress.of("ArchiveReaderTest"));
  }

  private static Seen readAll(FileSplit split, long limit) {
    Seen seen = new Seen();
    try (ArchiveReader reader = reader(limit)) {
      reader.addSplits(List.of(split));
      reader.notifyNoMoreSplits();
      while (reader.pollNext(seen) != InputStatus.END_OF_INPUT) {
        assertTrue(seen.lines.size() < 1000);
      }
    }
    return seen;
  }

  @Test
  void watermarksFollowTheLargestTimeUpToTheNextFile() throws Exception {
    String text = line(0) + "\n" + line(100) + "\n" + line(90) + "\n" + line(300) + "\n";
    Seen seen = readAll(split(gz(text), START, START + 200_000), Long.MAX_VALUE);
    int length = line(0).length() + 1;
    assertEquals(
        List.of(
            "1@0 0", "2@" + length + " 100", "3@" + 2 * length + " 90", "4@" + 3 * length + " 300"),
        seen.lines);
    assertEquals(List.of(-60L, 40L, 140L), seen.watermarks);
    assertEquals(new RawLine.FileReport(4, 10_000, null), seen.end);
  }

  @Test
  void aTimeBeyondTheLimitMovesNoWatermarkAndIsNoDisorder() throws Exception {
    String text = line(0) + "\n" + line(1_000_000) + "\n" + line(5) + "\n";
    Seen seen = readAll(split(gz(text), START, Long.MAX_VALUE), START + 500_000);
    assertEquals(List.of(-60L, -55L), seen.watermarks);
    assertEquals(0, seen.end.disorderMillis());
  }

  @Test
  void aLineWithoutATimeHasNone() throws Exception {
    Seen seen = readAll(split(gz("no json\n\n"), START, Long.MAX_VALUE), Long.MAX_VALUE);
    assertEquals(List.of("1@0 none", "2@8 none"), seen.lines);
  }

  @Test
  void allCompleteLinesBeforeACutAreReadAndTheCutIsTold() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append("{\"timestamp\":\"").append(START + i * 7919L % 100_000).append("\"}\n");
    }
    byte[] whole = gz(text.toString());
    Seen seen =
        readAll(
            split(Arrays.copyOf(whole, whole.length / 2), START, Long.MAX_VALUE), Long.MAX_VALUE);
    assertTrue(seen.lines.size() > 10, () -> seen.lines.toString());
    String last = seen.lines.get(seen.lines.size() - 1);
    assertTrue(last.contains("breaks off in this line"), last);
    assertEquals(seen.lines.size(), seen.end.lines());
    assertTrue(seen.end.problem() != null);
  }

  @Test
  void aFileThatIsGoneIsToldAndNotFatal() throws Exception {
    FileSplit split = split(gz(line(0) + "\n"), START, Long.MAX_VALUE);
    Files.delete(folder.resolve("part-0.gz"));
    Seen seen = readAll(split, Long.MAX_VALUE);
    assertEquals(List.of(), seen.lines);
    assertEquals(0, seen.end.lines());
    assertTrue(seen.end.problem().endsWith("does not exist"), seen.end.problem());
  }

  @Test
  void goesOnExactlyWhereACheckpointWasTaken() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append(line(i * 37 % 50)).append('\n');
    }
    FileSplit split = split(gz(text.toString()), START, Long.MAX_VALUE);
    Seen expected = readAll(split, Long.MAX_VALUE);
    FileSplits.One wire = new FileSplits.One();
    for (int stop = 0; stop <= 51; stop++) {
      Seen before = new Seen();
      FileSplit taken;
      try (ArchiveReader reader = reader(Long.MAX_VALUE)) {
        reader.addSplits(List.of(split));
        for (int i = 0; i < stop; i++) {
          reader.pollNext(before);
        }
        List<FileSplit> state = reader.snapshotState(1);
        taken =
            state.isEmpty()
                ? null
                : wire.deserialize(wire.getVersion(), wire.serialize(state.get(0)));
      }
      Seen after = taken == null ? new Seen() : readAll(taken, Long.MAX_VALUE);
      List<String> both = new ArrayList<>(before.lines);
      both.addAll(after.lines);
      assertEquals(expected.lines, both, "stopped after " + stop);
      assertEquals(expected.end, taken == null ? before.end : after.end, "stopped after " + stop);
    }
  }
}
