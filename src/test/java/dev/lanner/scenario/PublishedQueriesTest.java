package dev.lanner.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanner.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The four queries as their pages print them against our published rules: accepted unchanged, and
 * the same rows on the same archive. Skipped where the pages' texts are not at hand.
 */
@Tag("slow")
class PublishedQueriesTest {
  private static final Path BARE = Path.of("..", "shared", "seeds");

  @Test
  void bareQueriesGiveTheRowsOfThePublishedRules(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isDirectory(BARE), "the bare queries are not at hand");
    Path archive = folder.resolve("archive");
    CommandLineRun.succeeds(
        "generate",
        "--output",
        archive.toString(),
        "--events",
        "3000",
        "--hosts",
        "12",
        "--seed",
        "3");
    Replay bare = Replay.of(archive, BARE, folder.resolve("bare"), "--window", "5m");
    Replay ours =
        Replay.of(archive, Path.of("rules", "published"), folder.resolve("ours"), "--window", "5m");
    Map<String, List<String>> expected = rowsByTechnique(bare);
    assertEquals(
        List.of("T1046", "T1590.005", "T1595", "T1596.005"), List.copyOf(expected.keySet()));
    expected.values().forEach(rows -> assertFalse(rows.isEmpty()));
    assertEquals(expected, rowsByTechnique(ours));
  }

  private static Map<String, List<String>> rowsByTechnique(Replay replay) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (JsonNode detection : replay.detections()) {
      rows.computeIfAbsent(detection.get("technique").asText(), t -> new ArrayList<>())
          .add(detection.get("time").asText() + " " + detection.get("row"));
    }
    rows.values().forEach(list -> list.sort(null));
    return rows;
  }
}
