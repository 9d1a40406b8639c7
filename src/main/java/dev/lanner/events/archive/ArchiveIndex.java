package dev.lanner.events.archive;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.archive.LineReader.Read;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Says when each file of an archive begins, so that a replay as a stream can read them in time
 * order.
 */
public final class ArchiveIndex {
  private ArchiveIndex() {}

  /**
   * A file and its beginning.
   *
   * @param file the file
   * @param firstMillis {@code @timestamp} of its first event, epoch milliseconds; empty if it has
   *     none
   */
  public record Entry(DataFile file, OptionalLong firstMillis) {}

  /**
   * The files in the order of their first event, those with equal times by name, those without an
   * event last. Each file is opened and read up to its first event.
   *
   * @throws InputException if a file cannot be opened
   */
  public static List<Entry> inTimeOrder(List<DataFile> files) throws IOException {
    FdrDecoder decoder = FdrDecoder.forEvents(new FieldTable());
    List<Entry> entries = new ArrayList<>();
    for (DataFile file : files) {
      entries.add(new Entry(file, firstMillis(file, decoder)));
    }
    entries.sort(
        Comparator.comparingLong((Entry entry) -> entry.firstMillis().orElse(Long.MAX_VALUE))
            .thenComparing(entry -> entry.file().name()));
    return entries;
  }

  private static OptionalLong firstMillis(DataFile file, FdrDecoder decoder) throws IOException {
    try (LineReader lines = LineReader.open(file)) {
      for (Read read = lines.next(); read != Read.END; read = lines.next()) {
        if (read == Read.LINE
            && decoder.decode(lines.buffer(), lines.offset(), lines.length())
                instanceof FdrEvent event) {
          return OptionalLong.of(event.timestampMillis());
        }
      }
    }
    return OptionalLong.empty();
  }
}
