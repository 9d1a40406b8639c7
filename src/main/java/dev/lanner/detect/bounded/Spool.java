package dev.lanner.detect.bounded;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Entries that are written one after the other and read once, in order: in memory while they are
 * few, beyond that in a file, which is gone when the spool is closed.
 */
final class Spool implements AutoCloseable {
  private static final int IN_MEMORY = 1 << 22;
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final DataOutputSerializer newest = new DataOutputSerializer(BUFFER);
  private Path file;
  private OutputStream older;

  /** A spool whose file, if there has to be one, is made in {@code folder}. */
  Spool(Path folder) {
    this.folder = folder;
  }

  /** Where the next entry is written to; {@link #written} is called behind each. */
  DataOutputSerializer entry() {
    return newest;
  }

  void written() throws IOException {
    if (newest.length() < (file == null ? IN_MEMORY : BUFFER)) {
      return;
    }
    if (file == null) {
      file = Files.createTempFile(folder, "lanner-", ".spool");
      older = Files.newOutputStream(file);
    }
    flush();
  }

  private void flush() throws IOException {
    older.write(newest.getSharedBuffer(), 0, newest.length());
    newest.clear();
  }

  /** All entries; nothing is written any more. */
  DataInputStream read() throws IOException {
    if (file == null) {
      return new DataInputStream(
          new ByteArrayInputStream(newest.getSharedBuffer(), 0, newest.length()));
    }
    flush();
    older.close();
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      older.close();
      Files.deleteIfExists(file);
    }
  }
}
