package dev.lanner.detect.archive;

import dev.lanner.events.archive.DataFile;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A file to read, and how far it was read.
 *
 * @param index place in the order of reading, from 0
 * @param name path relative to the archive
 * @param path where it is
 * @param bytes size as stored
 * @param firstMillis time of its first event, epoch milliseconds; {@link Long#MAX_VALUE} if it has
 *     none or nobody looked
 * @param nextFirstMillis that of the file after it in the order of reading; {@link Long#MAX_VALUE}
 *     for the last
 * @param linesRead how many lines were handed on
 * @param largestMillis the largest event time so far
 * @param disorderMillis the largest distance of an event behind an earlier one so far
 */
public record FileSplit(
    int index,
    String name,
    String path,
    long bytes,
    long firstMillis,
    long nextFirstMillis,
    long linesRead,
    long largestMillis,
    long disorderMillis)
    implements SourceSplit, Serializable {

  public FileSplit {
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
  }

  /** A file that was not begun. */
  public static FileSplit of(int index, DataFile file, long firstMillis, long nextFirstMillis) {
    return new FileSplit(
        index,
        file.name(),
        file.path().toString(),
        file.bytes(),
        firstMillis,
        nextFirstMillis,
        0,
        Long.MIN_VALUE,
        0);
  }

  @Override
  public String splitId() {
    return Integer.toString(index);
  }

  DataFile file() {
    return new DataFile(name, Path.of(path), bytes);
  }

  FileSplit at(long lines, long largest, long disorder) {
    return new FileSplit(
        index, name, path, bytes, firstMillis, nextFirstMillis, lines, largest, disorder);
  }
}
