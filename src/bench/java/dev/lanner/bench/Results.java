package dev.lanner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an engine found, one line each, sorted: rule and event id, or rule, start of the window, key
 * and counts, with tabs between.
 */
final class Results {
  private Results() {}

  static void write(Path file, List<String> lines) throws IOException {
    Files.write(file, lines.stream().sorted().toList());
  }
}
