package dev.lanner.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Public FDR lines of some 150 event types: each is accounted for. Skipped where they are not at
 * hand.
 */
@Tag("slow")
class RealLinesTest {
  private static final Path LINES = Path.of("..", "shared", "fdr", "samples");

  @Test
  void everyLineIsAccountedFor(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isDirectory(LINES), "the public lines are not at hand");
    long lines = 0;
    try (Stream<Path> files = Files.list(LINES)) {
      for (Path file : files.sorted().toList()) {
        try (Stream<String> text = Files.lines(file, StandardCharsets.UTF_8)) {
          lines += text.filter(line -> !line.isBlank()).count();
        }
      }
    }
    Replay replay = Replay.of(LINES, Path.of("rules"), folder.resolve("out"));
    assertTrue(lines > 200);
    assertEquals(lines, replay.events("in"));
    assertEquals(0, replay.events("deadLetter"));
    assertEquals(lines, replay.events("evaluated") + replay.events("duplicate"));
  }
}
