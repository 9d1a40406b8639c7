package dev.lanner.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What replays say of what they covered, and how a backfill mends it. */
@Tag("slow")
class CoverageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AGENT = "a1000000000000000000000000000001";
  private static final int MINUTES = 180;

  /** An event may lie so far behind another that was delivered before it: the default. */
  private static final int DISORDER = 10;

  @TempDir Path folder;
  private Path rules;
  private Path ledger;

  @BeforeEach
  void aRuleOfEventsAndOneOfWindows() throws IOException {
    rules = Files.createDirectories(folder.resolve("rules"));
    ledger = folder.resolve("ledger");
    Files.writeString(
        rules.resolve("each.cql"), "#event_simpleName=NetworkConnectIP4 | table([id])");
    Files.writeString(
        rules.resolve("many.cql"),
        "#event_simpleName=NetworkConnectIP4 | groupBy(RemoteAddressIP4)");
  }

  /** An event a minute. */
  private static List<Map<String, Object>> events() {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      events.add(Events.connect(AGENT, "e" + minute, minute * 60_000L, "203.0.113.9", 443));
    }
    return events;
  }

  private static List<String> json(List<Map<String, Object>> events) {
    return events.stream().map(TestArchive::json).toList();
  }

  private static long minute(long minute) {
    return Events.START + minute * 60_000;
  }

  private static String time(long minute) {
    return Instant.ofEpochMilli(minute(minute)).toString();
  }

  private Replay replay(TestArchive archive, String name, String... more) {
    List<String> options =
        new ArrayList<>(List.of("--window", "5m", "--coverage", ledger.toString()));
    options.addAll(List.of(more));
    return Replay.of(archive.folder(), rules, folder.resolve(name), options.toArray(String[]::new));
  }

  private CommandLineRun backfill(TestArchive archive, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("backfill", "--input", archive.folder().toString(), "--window", "5m"));
    arguments.addAll(List.of("--rules", rules.toString(), "--coverage", ledger.toString()));
    arguments.addAll(List.of("--output", folder.resolve("backfill").toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  /** The stretches of one kind of a rule, in minutes after the start. */
  private static List<List<Long>> stretches(CommandLineRun run, String rule, String kind)
      throws IOException {
    List<List<Long>> stretches = new ArrayList<>();
    for (JsonNode one : JSON.readTree(run.out()).get("rules")) {
      if (one.get("id").asText().equals(rule)) {
        for (JsonNode stretch : one.get(kind)) {
          long from = stretch.get("from").asLong() - Events.START;
          long to = stretch.get("to").asLong() - Events.START;
          stretches.add(List.of(from / 60_000, to / 60_000));
        }
      }
    }
    return stretches;
  }

  private CommandLineRun coverage(String... more) {
    List<String> arguments = new ArrayList<>(List.of("coverage", "--json", ledger.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static Set<String> ids(Replay... replays) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (Replay replay : replays) {
      replay.detections().forEach(detection -> ids.add(detection.get("id").asText()));
    }
    return ids;
  }

  @Test
  void aReplayCoversAllButWhatMayBeMissingAtTheEndsOfItsArchive() throws IOException {
    TestArchive archive = new TestArchive(folder.resolve("in")).batch("b", json(events()));
    replay(archive, "out");
    CommandLineRun said = coverage();
    assertEquals(0, said.code(), said.err());
    long last = MINUTES - 1 - DISORDER;
    assertEquals(List.of(List.of(10L, last)), stretches(said, "each", "covered"));
    assertEquals(List.of(List.of(10L, 165L)), stretches(said, "many", "covered"));
    // The same archive up to the middle of a window; the whole day is wanted.
    CommandLineRun wanted = coverage("--from", time(0), "--to", time(170));
    assertEquals(1, wanted.code());
    assertEquals(
        List.of(List.of(0L, 10L), List.of(last, 170L)), stretches(wanted, "each", "holes"));
    CommandLineRun text = CommandLineRun.of("coverage", ledger.toString());
    assertTrue(text.out().contains(time(10) + "  " + time(165)), text.out());
  }

  @Test
  void aBackfillClosesAHoleAndFindsWhatBelongsThere() throws IOException {
    TestArchive archive = new TestArchive(folder.resolve("in")).batch("b", json(events()));
    Replay whole = Replay.of(archive.folder(), rules, folder.resolve("whole"), "--window", "5m");
    Replay first = replay(archive, "first", "--to", time(60));
    Replay second = replay(archive, "second", "--from", time(92));
    CommandLineRun before = coverage();
    assertEquals(1, before.code());
    assertEquals(List.of(List.of(60L, 92L)), stretches(before, "each", "holes"));
    assertEquals(List.of(List.of(60L, 95L)), stretches(before, "many", "holes"));

    CommandLineRun filled = backfill(archive);
    assertEquals(0, filled.code(), filled.out() + filled.err());
    CommandLineRun after = coverage();
    assertEquals(0, after.code(), after.out());
    assertEquals(List.of(List.of(10L, 165L)), stretches(after, "many", "covered"));
    Replay mended = new Replay(folder.resolve("backfill"));
    for (JsonNode detection : mended.detections()) {
      long time = detection.get("time").asLong();
      assertTrue(time >= minute(60) && time <= minute(95), detection.toString());
    }
    assertEquals(32 + 7, mended.detections().size());
    assertEquals(ids(whole), ids(first, second, mended));
    assertEquals("nothing is missing\n", backfill(archive).out().replace("\r", ""));
  }

  @Test
  void lateEventsMarkTheirWindowAndABackfillMendsIt() throws IOException {
    List<Map<String, Object>> events = events();
    List<Map<String, Object>> late = List.of(events.get(31), events.get(32));
    List<Map<String, Object>> inTime = new ArrayList<>(events);
    inTime.removeAll(late);
    List<Map<String, Object>> order = new ArrayList<>(inTime);
    order.addAll(late);
    TestArchive archive = new TestArchive(folder.resolve("in")).batch("b", json(order));
    Replay stream = replay(archive, "out", "--runtime-mode", "streaming", "--parallelism", "1");
    assertEquals(2, stream.events("late"));
    CommandLineRun before = coverage();
    assertEquals(1, before.code());
    assertEquals(List.of(List.of(30L, 35L)), stretches(before, "many", "incomplete"));
    assertTrue(before.out().contains("\"late\" : 2"), before.out());
    assertEquals(List.of(), stretches(before, "each", "incomplete"));

    CommandLineRun filled = backfill(archive);
    assertEquals(0, filled.code(), filled.out() + filled.err());
    assertEquals(0, coverage().code());
    List<JsonNode> mended = new Replay(folder.resolve("backfill")).detections();
    assertEquals(1, mended.size());
    assertEquals("5", mended.get(0).get("row").get("_count").asText());
    assertTrue(ids(stream).contains(mended.get(0).get("id").asText()));
  }

  @Test
  void whatWasNotDeliveredYetIsNotCovered() throws IOException {
    List<String> lines = json(events());
    TestArchive archive =
        new TestArchive(folder.resolve("in"))
            .batch("b1", lines.subList(0, 60))
            .part("b2", 0, lines.subList(60, 90))
            .batch("b3", lines.subList(90, MINUTES));
    replay(archive, "out");
    CommandLineRun said = coverage();
    assertEquals(1, said.code());
    assertEquals(List.of(List.of(10L, 50L)), stretches(said, "each", "covered"));
    assertEquals(1, backfill(archive).code());
    archive.finish("b2");
    CommandLineRun filled = backfill(archive);
    assertEquals(0, filled.code(), filled.out() + filled.err());
    assertEquals(0, coverage().code());
  }
}
