package dev.lanner.job;

import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.NoWorld;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.Rule;
import dev.lanner.sink.Account.RuleAccount;
import dev.lanner.sink.OutputLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.flink.api.connector.sink2.Sink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DESIGN section 4, Equality: both modes and any parallelism give the same files, byte for byte.
 */
@Tag("slow")
class ReplayEqualityTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final LocalDate LATER = LocalDate.of(2030, 1, 1);

  private static final List<Rule> RULES =
      List.of(
          rule("event", "#event_simpleName=ProcessRollup2 | FileName=nmap | table([aid, FileName])")
              .except("ComputerName=HOST-3", LATER)
              .except("ComputerName=HOST-4", LocalDate.of(2025, 10, 31))
              .build(),
          rule("throttled", "#event_simpleName=DnsRequest DomainName=/shodan/")
              .throttle(Duration.ofMinutes(10), "aid")
              .build(),
          rule(
                  "window",
                  "#event_simpleName=NetworkConnectIP4 | groupBy(RemoteAddressIP4,"
                      + " function=[count(as=Total), count(RemotePort, distinct=true, as=Ports),"
                      + " avg(RemotePort, as=Mean)]) | Ports>=20")
              .window(WINDOW)
              .except("RemoteAddressIP4=10.0.0.5", LATER)
              .build(),
          rule(
                  "sliding",
                  "#event_simpleName=NetworkConnectIP4 | groupBy(ComputerName,"
                      + " function=count(as=Total)) | Total>=30")
              .window(WINDOW)
              .slide(Duration.ofMinutes(1))
              .build(),
          rule(
                  "gathered",
                  "#event_simpleName=DnsRequest | groupBy([ComputerName, DomainName],"
                      + " function=count(as=Total)) | sort(Total, limit=2)")
              .window(WINDOW)
              .build(),
          rule("whole", "#event_simpleName=ProcessRollup2 | count(as=Total) | Total>=10")
              .window(WINDOW)
              .build(),
          rule("confirmed", "#event_simpleName=DnsRequest DomainName=/censys/")
              .confirm(
                  null,
                  "#event_simpleName=ProcessRollup2 | FileName!=chrome",
                  Duration.ofSeconds(20),
                  "ComputerName")
              .throttle(Duration.ofMinutes(3), "aid")
              .build(),
          rule("rowexcept", "#event_simpleName=ProcessRollup2 | FileName=curl")
              .exceptRow("ComputerName=HOST-1", LATER)
              .build());

  @TempDir Path folder;

  private record Outcome(String detections, String account, Replay.Result result) {}

  @Test
  void bothModesAndAnyParallelismGiveTheSameBytes() throws Exception {
    TestArchive archive = new TestArchive(42, 6000, 60);
    archive.write(folder.resolve("in"), 7, 120_000, 50);
    Outcome expected = replay(ReplaySettings.Mode.BATCH, 1);
    assertEquals(6050, expected.result.account().in());
    assertEquals(50, expected.result.account().duplicate());
    for (Rule rule : RULES) {
      long fired = expected.result.account().rules().get(rule.id()).fired();
      assertTrue(fired > 0, rule.id());
    }
    for (ReplaySettings.Mode mode : ReplaySettings.Mode.values()) {
      for (int parallelism : new int[] {1, 2, 4}) {
        String what = mode + " " + parallelism;
        Outcome actual = replay(mode, parallelism);
        assertEquals(List.of(), actual.result.account().faults(), what);
        assertEquals(0, actual.result.account().late(), what);
        assertEquals(expected.account, actual.account, what);
        assertEquals(expected.detections, actual.detections, what);
      }
    }
  }

  /** A job that fails after a checkpoint goes on from there, and the files show nothing of it. */
  @Test
  void aFailureInTheMiddleLeavesNoTrace() throws Exception {
    TestArchive archive = new TestArchive(43, 2000, 60);
    archive.write(folder.resolve("in"), 7, 120_000, 20);
    Outcome expected = replay(ReplaySettings.Mode.BATCH, 1);
    FailingSink.reset();
    Outcome actual =
        replay(
            ReplaySettings.Mode.STREAMING,
            2,
            Optional.of(Duration.ofMillis(100)),
            ReplaySettings.DEFAULT_DEDUP,
            FailingSink::new);
    assertTrue(FailingSink.failed(), "the sink did not fail");
    assertEquals(List.of(), actual.result.account().faults());
    assertEquals(expected.account, actual.account);
    assertEquals(expected.detections, actual.detections);
  }

  /** Where nothing is repeated it makes no difference whether repetition is looked for. */
  @Test
  void withoutDuplicatesNobodyNeedsToLookForThem() throws Exception {
    TestArchive archive = new TestArchive(44, 3000, 60);
    archive.write(folder.resolve("in"), 5, 120_000, 0);
    Outcome expected = replay(ReplaySettings.Mode.BATCH, 1);
    for (ReplaySettings.Mode mode : ReplaySettings.Mode.values()) {
      Outcome actual = replay(mode, 2, Optional.empty(), Duration.ZERO, sink -> sink);
      assertEquals(expected.account, actual.account, mode.name());
      assertEquals(expected.detections, actual.detections, mode.name());
    }
  }

  /**
   * What comes of a repeated event counts as a repetition, so that the account still adds up and
   * tells as many detections as there are lines.
   */
  @Test
  void repetitionsNobodyLooksForAreInTheAccount() throws Exception {
    TestArchive archive = new TestArchive(45, 3000, 60);
    archive.write(folder.resolve("in"), 5, 120_000, 600);
    Outcome outcome =
        replay(ReplaySettings.Mode.BATCH, 2, Optional.empty(), Duration.ZERO, sink -> sink);
    assertEquals(List.of(), outcome.result.account().faults());
    assertEquals(0, outcome.result.account().duplicate());
    var rules = outcome.result.account().rules().values();
    assertEquals(outcome.result.detections(), rules.stream().mapToLong(RuleAccount::fired).sum());
    for (String rule : List.of("confirmed", "event")) {
      RuleAccount account = outcome.result.account().rules().get(rule);
      assertTrue(account.suppressed().containsKey("repetition"), rule);
    }
  }

  private Outcome replay(ReplaySettings.Mode mode, int parallelism) throws Exception {
    return replay(mode, parallelism, Optional.empty(), ReplaySettings.DEFAULT_DEDUP, sink -> sink);
  }

  private Outcome replay(
      ReplaySettings.Mode mode,
      int parallelism,
      Optional<Duration> checkpoints,
      Duration dedup,
      UnaryOperator<Sink<OutputLine>> wrapper)
      throws Exception {
    Path out = folder.resolve("out-" + mode + parallelism);
    ReplaySettings settings =
        TestSettings.in(folder, out, Duration.ofMinutes(3), dedup, checkpoints, mode, parallelism);
    RuleSetDelta set = RuleJson.set(1, new ArrayList<>(RULES));
    Replay.Result result =
        Replay.prepare(settings, set, NoWorld::new).wrapDetections(wrapper).run();
    ReplayFiles files = new ReplayFiles(out);
    return new Outcome(read(files.detections()), read(files.account()), result);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
