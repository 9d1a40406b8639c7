package dev.lanner.job;

import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.cql.compile.NoWorld;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.World;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The peak of a replay: the largest group of a batch, all groups at once of a stream. */
@Tag("slow")
class StateBytesTest {
  private static final int GROUPS = 5;
  private static final Rule RULE =
      rule("window", "#event_simpleName=DnsRequest | groupBy(DomainName, function=count(as=Total))")
          .window(Duration.ofMinutes(5))
          .build();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ReplaySettings.Mode.class)
  void thePeakIsThatOfOneTaskAtATime(ReplaySettings.Mode mode) throws Exception {
    Path input = Files.createDirectories(folder.resolve("in")).resolve("events.ndjson");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      lines.add(
          "{\"event_simpleName\":\"DnsRequest\",\"aid\":\"aid1\",\"cid\":\"cid1\",\"id\":\"id10"
              + i
              + "\",\"ComputerName\":\"HOST-1\",\"DomainName\":\"d"
              + i
              + ".example\",\"timestamp\":\""
              + (TestArchive.START + i * 1000L)
              + "\"}");
    }
    Files.write(input, lines);
    ReplaySettings settings = TestSettings.in(folder, mode, 1);
    World world = NoWorld::new;
    RuleSetDelta rules = RuleJson.set(1, List.of(RULE));
    assertEquals(GROUPS, Replay.prepare(settings, rules, world).run().detections());
    JsonNode cost =
        new ObjectMapper()
            .readTree(Files.readAllBytes(folder.resolve("out/run.json")))
            .path("ruleCosts")
            .path(0);
    String logic = rules.rules().get(0).logicHash();
    int one = one(Keys.join("d0.example", "cid1", RULE.id(), logic));
    assertEquals(
        mode == ReplaySettings.Mode.BATCH ? one : GROUPS * one, cost.path("taskPeakBytes").asInt());
  }

  /**
   * A group of one event as it is written: start and group (Flink's text has a length of one byte,
   * or two from 127 on), aggregate, number and times, the one event, the fields all events share
   * (host, sensor, and no user), what was counted.
   */
  private static int one(String group) {
    return (8 + (group.length() < 127 ? 1 : 2) + group.length())
        + (4 + 8)
        + 4 * 8
        + (4 + 8 + 4 + "id100".length())
        + (4 + (5 + "HOST-1".length()) + (5 + "aid1".length()) + 5)
        + 4;
  }
}
