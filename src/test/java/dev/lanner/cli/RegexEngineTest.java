package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanner.cql.regex.vectorscan.Vectorscan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README, "Java options": the choice changes no finding. */
@Tag("slow")
class RegexEngineTest {
  private static final String OPTION = "lanner.regex";

  @TempDir Path folder;

  @Test
  void theBundledSampleGivesTheSameBytes() throws IOException {
    assumeTrue(Vectorscan.isLoaded(), "no native library for this machine");
    String expected = replay("automaton");
    assertTrue(expected.lines().count() > 1, expected);
    assertEquals(expected, replay("vectorscan"));
  }

  private String replay(String engine) throws IOException {
    Path output = folder.resolve(engine);
    System.setProperty(OPTION, engine);
    try {
      CommandLineRun run =
          CommandLineRun.of("replay", "jobs/replay.yaml", "--output", output.toString());
      assertEquals(0, run.code(), run.err());
    } finally {
      System.clearProperty(OPTION);
    }
    return Files.readString(output.resolve("detections.ndjson"));
  }
}
