package dev.lanner.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temporary;

  @Test
  void theSameSeedWritesTheSameBytes() throws Exception {
    Path first = write("first", 3000, 1, ScenarioCatalog.all());
    Path second = write("second", 3000, 1, ScenarioCatalog.all());
    Path other = write("other", 3000, 2, ScenarioCatalog.all());

    assertEquals(files(first), files(second));
    for (String file : files(first)) {
      assertArrayEquals(
          Files.readAllBytes(first.resolve(file)), Files.readAllBytes(second.resolve(file)), file);
    }
    assertNotEquals(files(first), files(other));
  }

  @Test
  void batchesAreLaidOutAsDelivered() throws Exception {
    Path archive = write("archive", 3000, 1, List.of());

    Set<String> batches = new HashSet<>();
    for (String file : files(archive)) {
      if (file.startsWith("data/") || file.startsWith("fdrv2/")) {
        assertTrue(
            file.matches(
                "(data|fdrv2/aidmaster|fdrv2/userinfo)/[0-9a-f-]{36}/(part-0000\\d\\.gz|_SUCCESS)"),
            file);
        String batch = file.substring(0, file.lastIndexOf('/'));
        batches.add(batch);
        assertEquals(0, Files.size(archive.resolve(batch).resolve("_SUCCESS")));
        assertTrue(Files.exists(archive.resolve(batch).resolve("part-00000.gz")), batch);
      }
    }
    assertTrue(batches.size() > 3, batches.size() + " batches");
    assertEquals(0, Files.readString(archive.resolve("injected.ndjson")).strip().length());
  }

  @Test
  void everyEventOfEveryScenarioIsInTheArchiveAndListed() throws Exception {
    Path archive = write("archive", 500, 3, ScenarioCatalog.all());
    Map<String, Set<String>> idsByAid = new HashMap<>();
    for (Line line : lines(archive.resolve("data"))) {
      idsByAid
          .computeIfAbsent(line.json().path("aid").asText(), key -> new HashSet<>())
          .add(line.json().path("id").asText());
    }

    List<String> listed = new ArrayList<>();
    for (String text : Files.readAllLines(archive.resolve("injected.ndjson"))) {
      JsonNode injected = JSON.readTree(text);
      Scenario scenario = ScenarioCatalog.find(injected.path("id").asText()).orElseThrow();
      listed.add(scenario.id());
      int events = 0;
      for (JsonNode aid : injected.path("aids")) {
        events += idsByAid.getOrDefault(aid.asText(), Set.of()).size();
      }
      assertEquals(injected.path("events").asInt(), events, scenario.id());
      assertEquals(scenario.events(injected.path("at").asLong(), 3).size(), events, scenario.id());
      assertEquals(scenario.expected().orElse("none"), injected.path("expected").asText());
      assertEquals(scenario.fires(), injected.path("fires").asBoolean());
      assertEquals(scenario.computerNames().size(), injected.path("hosts").size());
    }
    assertEquals(ScenarioCatalog.all().stream().map(Scenario::id).toList(), listed);
  }

  @Test
  void everyHostAndEveryWindowsUserIsInALookup() throws Exception {
    Path archive = write("archive", 3000, 1, ScenarioCatalog.all());
    Set<String> aids = new HashSet<>();
    for (Line line : lines(archive.resolve("fdrv2/aidmaster"))) {
      assertTrue(aids.add(line.json().path("aid").asText()));
      assertFalse(line.json().path("ComputerName").asText().isEmpty());
      assertTrue(line.json().path("event_simpleName").isMissingNode());
    }
    Set<String> sids = new HashSet<>();
    for (Line line : lines(archive.resolve("fdrv2/userinfo"))) {
      assertTrue(sids.add(line.json().path("UserSid_readable").asText()));
    }
    for (Line line : lines(archive.resolve("data"))) {
      assertTrue(aids.contains(line.json().path("aid").asText()), line.text());
      if (line.json().has("UserSid")) {
        assertTrue(sids.contains(line.json().path("UserSid").asText()), line.text());
      }
    }
  }

  @Test
  void aRepeatedDeliveryIsTheSameLineInAnotherFile() throws Exception {
    Path archive = temporary.resolve("archive");
    Archive.Summary summary = new Archive(archive, 20_000, 50, 1, START, List.of()).write();

    Map<String, Line> first = new HashMap<>();
    int repeated = 0;
    List<Line> lines = lines(archive.resolve("data"));
    for (Line line : lines) {
      Line before = first.put(line.json().path("id").asText(), line);
      if (before != null) {
        assertEquals(before.text(), line.text());
        assertNotEquals(before.file(), line.file());
        repeated++;
      }
    }
    assertEquals(20_000, first.size());
    assertEquals(summary.repeated(), repeated);
    assertEquals(summary.lines(), lines.size());
    assertTrue(repeated > 60 && repeated < 140, repeated + " repeated");
  }

  /** Source: delivered files are four to eight times smaller than their lines. */
  @Test
  void filesCompressAsDeliveredOnesDo() throws Exception {
    Path archive = temporary.resolve("archive");
    new Archive(archive, 40_000, 400, 1, START, List.of()).write();

    long raw = 0;
    long compressed = 0;
    Map<Path, Long> sizes = new TreeMap<>();
    for (Line line : lines(archive.resolve("data"))) {
      raw += line.text().length() + 1;
      sizes.put(line.file(), Files.size(line.file()));
    }
    for (long size : sizes.values()) {
      compressed += size;
    }
    double ratio = raw / (double) compressed;
    assertTrue(ratio >= 4 && ratio <= 8, "compressed " + ratio + " times");
  }

  @Test
  void theTelemetryLastsAsLongAsTheScenariosNeed() throws Exception {
    Path archive =
        write("archive", 300, 1, List.of(ScenarioCatalog.find("N-1595-c").orElseThrow()));

    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Line line : lines(archive.resolve("data"))) {
      if (!line.json().path("event_simpleName").asText().startsWith("Firewall")) {
        first = Math.min(first, line.json().path("timestamp").asLong());
        last = Math.max(last, line.json().path("timestamp").asLong());
      }
    }
    assertTrue(first >= START.toEpochMilli());
    assertTrue(last - first > 20 * 3_600_000L, (last - first) / 3_600_000 + " hours");
  }

  @Test
  void anArchiveMadeBeforeIsReplaced() throws Exception {
    write("archive", 3000, 1, ScenarioCatalog.all());
    Path archive = write("archive", 300, 2, List.of());
    Path fresh = write("fresh", 300, 2, List.of());

    assertEquals(files(fresh), files(archive));
  }

  @Test
  void aFolderThatHoldsSomethingElseIsRefusedAndLeftAlone() throws Exception {
    Path foreign = Files.createDirectories(temporary.resolve("foreign/data/batch"));
    Files.writeString(foreign.resolve("part-00000.gz"), "not ours");
    Path folder = temporary.resolve("foreign");

    OutputRefusedException refused =
        assertThrows(
            OutputRefusedException.class,
            () -> new Archive(folder, 10, 1, 1, START, List.of()).write());

    assertEquals(
        folder + " holds something else than a generated archive; name an empty folder",
        refused.getMessage());
    assertEquals(List.of("data/batch/part-00000.gz"), files(folder));
  }

  @Test
  void anArchiveWithAForeignFileIsRefusedAndLeftAlone() throws Exception {
    Path archive = write("archive", 300, 1, List.of());
    Files.writeString(archive.resolve("data/notes.txt"), "mine");
    List<String> before = files(archive);

    assertThrows(
        OutputRefusedException.class,
        () -> new Archive(archive, 10, 1, 1, START, List.of()).write());

    assertEquals(before, files(archive));
  }

  private record Line(Path file, String text, JsonNode json) {}

  private Path write(String name, long events, long seed, List<Scenario> scenarios)
      throws Exception {
    Path folder = temporary.resolve(name);
    new Archive(folder, events, 50, seed, START, scenarios).write();
    return folder;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static List<Line> lines(Path folder) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String file : files(folder)) {
      if (!file.endsWith(".gz")) {
        continue;
      }
      Path path = folder.resolve(file);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
          lines.add(new Line(path, text, JSON.readTree(text)));
        }
      }
    }
    return lines;
  }
}
