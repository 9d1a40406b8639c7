package dev.lanner.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Writes a report beside what a command prints; the folders above it are made. */
final class ReportFile {
  /** Writes the report. */
  @FunctionalInterface
  interface Content {
    void write(Writer out) throws IOException;
  }

  private ReportFile() {}

  /**
   * Writes {@code content} to {@code file}; nothing if that is null.
   *
   * @throws ParameterException if it cannot be written
   */
  static void write(Path file, Content content, CommandLine command) {
    if (file == null) {
      return;
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (Writer out = Files.newBufferedWriter(file)) {
        content.write(out);
      }
    } catch (IOException e) {
      throw new ParameterException(command, "cannot write to " + file + ": " + e.getMessage(), e);
    }
  }
}
