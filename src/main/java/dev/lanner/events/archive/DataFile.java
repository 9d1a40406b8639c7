package dev.lanner.events.archive;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file of lines in an archive.
 *
 * @param name its path relative to the folder that is read, with {@code /} between its parts
 * @param path where it is
 * @param bytes its size as it lies there, compressed or not
 */
public record DataFile(String name, Path path, long bytes) {
  public DataFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(path);
  }
}
