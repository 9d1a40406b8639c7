package dev.lanner.events.archive;

import java.util.Objects;

/**
 * A place in an archive.
 *
 * @param file the file, relative to the folder that is read, with {@code /} between its parts
 * @param line the line of the file, from 1
 * @param offset where that line begins, in bytes of the decompressed text, from 0
 */
public record Location(String file, long line, long offset) {
  public Location {
    Objects.requireNonNull(file);
  }

  /** {@code file:line}, as in messages. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
