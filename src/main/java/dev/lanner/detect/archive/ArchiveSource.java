package dev.lanner.detect.archive;

import dev.lanner.detect.wire.RawLine;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The lines of a list of files, and after each file what there is to say about it. A file that
 * cannot be read, or not to its end, does not fail the job: it is reported like everything else.
 *
 * <p>The files are handed out in the order of the list, to whichever reader is free. If that is the
 * order of their first events, a reader's watermark holds for all it will still read:
 *
 * <pre>
 *   watermark = min(largest time seen in this file, first time of the next file) - bound
 * </pre>
 *
 * <p>It is true as long as no event lies further behind the largest time before it in its file (or
 * behind the file's first event) than the bound. By how much events really lie behind is measured
 * and reported with each file, in either runtime mode.
 */
public final class ArchiveSource implements Source<RawLine, FileSplit, List<FileSplit>> {
  private static final long serialVersionUID = 1;

  private final List<FileSplit> files;
  private final ReadTimes times;
  private final String progress;

  /**
   * A source of the given files.
   *
   * @param files what to read, in this order
   * @param times whether and how the times of lines are looked at
   * @param progress under which name {@link ReadProgress} counts, if reader and asker share a JVM
   */
  public ArchiveSource(List<FileSplit> files, ReadTimes times, String progress) {
    this.files = List.copyOf(files);
    this.times = times;
    this.progress = progress;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<FileSplit, List<FileSplit>> createEnumerator(
      SplitEnumeratorContext<FileSplit> context) {
    return new ArchiveEnumerator(context, files);
  }

  @Override
  public SplitEnumerator<FileSplit, List<FileSplit>> restoreEnumerator(
      SplitEnumeratorContext<FileSplit> context, List<FileSplit> remaining) {
    return new ArchiveEnumerator(context, remaining);
  }

  @Override
  public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
    return new FileSplits.One();
  }

  @Override
  public SimpleVersionedSerializer<List<FileSplit>> getEnumeratorCheckpointSerializer() {
    return new FileSplits.Many();
  }

  @Override
  public SourceReader<RawLine, FileSplit> createReader(SourceReaderContext context) {
    return new ArchiveReader(context::sendSplitRequest, times, ReadProgress.of(progress));
  }
}
