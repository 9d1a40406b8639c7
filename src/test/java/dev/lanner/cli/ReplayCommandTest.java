package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir Path folder;
  private Path input;
  private Path rules;
  private Path output;

  @BeforeEach
  void anArchiveAndARule() throws IOException {
    input = folder.resolve("in");
    rules = folder.resolve("rules");
    output = folder.resolve("out");
    gz(input.resolve("data/b/part-0.gz"), event(1, "example.com"), event(2, "example.org"));
    rule("dns", "#event_simpleName=DnsRequest DomainName=example.com | table([DomainName])");
  }

  private static String event(int second, String domain) {
    return "{\"event_simpleName\":\"DnsRequest\",\"aid\":\"a\",\"cid\":\"c\",\"id\":\"i"
        + second
        + "\",\"DomainName\":\""
        + domain
        + "\",\"timestamp\":\""
        + (1_761_955_200_000L + second * 1000L)
        + "\"}";
  }

  private static byte[] packed(String... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static void gz(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, packed(lines));
  }

  private void rule(String name, String query) throws IOException {
    Files.createDirectories(rules);
    Files.writeString(rules.resolve(name + ".cql"), query);
  }

  private CommandLineRun replay(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                "--input",
                input.toString(),
                "--rules",
                rules.toString(),
                "--output",
                output.toString(),
                "--parallelism",
                "1"));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  /** One clear line, exit code 3, nothing written. */
  private void refuses(String message, CommandLineRun run) {
    assertEquals("replay: " + message + System.lineSeparator(), run.err());
    assertEquals(3, run.code());
    assertFalse(Files.exists(output.resolve("account.json")));
  }

  @Test
  void aMissingInputIsOneLine() {
    input = folder.resolve("nowhere");
    refuses("input `" + input + "` does not exist", replay());
  }

  @Test
  void anEmptyArchiveIsOneLine() throws IOException {
    input = Files.createDirectories(folder.resolve("empty"));
    refuses("input `" + input + "` has no event files", replay());
  }

  @Test
  void missingRulesAreOneLine() {
    rules = folder.resolve("nowhere");
    refuses("rules `" + rules + "` do not exist", replay());
  }

  /** DESIGN section 7: outside data that is not at hand is an error when a rule is to run. */
  @Test
  void missingOutsideDataIsSaidWithWhereToPutIt() throws IOException {
    rule("far", "#event_simpleName=NetworkConnectIP4 | asn(RemoteAddressIP4) | asn.org=EXAMPLE");
    Path lookups = Files.createDirectories(folder.resolve("lookups"));
    CommandLineRun run = replay("--lookups", lookups.toString());
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .contains("far.cql:1:39: error[missing-database]: there is no database `asn` at hand"),
        run.err());
    assertTrue(
        run.err()
            .contains(
                "= looked for in `"
                    + lookups
                    + "`; put GeoLite2-ASN.mmdb of MaxMind there, or name a folder by --lookups"),
        run.err());
    assertFalse(Files.exists(output.resolve("account.json")));
  }

  @Test
  void aBrokenLookupIsOneLine() throws IOException {
    rule("hosts", "match(file=\"hosts.csv\", field=ComputerName)");
    Path lookups = Files.createDirectories(folder.resolve("lookups"));
    Path hosts = Files.writeString(lookups.resolve("hosts.csv"), "ComputerName,ComputerName\n");
    refuses(
        hosts + ":1: two columns are named `ComputerName`; rename one of them",
        replay("--lookups", lookups.toString()));
  }

  @Test
  void missingLookupsAreOneLine() {
    refuses(
        "lookup folder `" + folder.resolve("nowhere") + "` does not exist",
        replay("--lookups", folder.resolve("nowhere").toString()));
  }

  @Test
  void resultsAreNotWrittenIntoTheInput() {
    output = input.resolve("out");
    refuses("output `" + output + "` lies in the input folder", replay());
  }

  @Test
  void anUnknownOptionIsOneLine() {
    CommandLineRun run = replay("--paralelism", "2");
    assertEquals(3, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("--paralelism"), run.err());
  }

  @Test
  void aWrongValueSaysWhatIsExpected() {
    refuses("--window: expected a duration such as 5m, found `5`", replay("--window", "5"));
    refuses(
        "--runtime-mode: expected batch or streaming, found `fast`",
        replay("--runtime-mode", "fast"));
    refuses(
        "--from: expected a time such as 2026-11-01T00:00:00Z, found `monday`",
        replay("--from", "monday"));
  }

  @Test
  void aWrongJobFileSaysLineAndColumn() throws IOException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, "input: in\nrule: rules\nwindow: soon\ndedup:\n  horizn: 1h\n");
    CommandLineRun run = CommandLineRun.of("replay", job.toString());
    assertEquals(3, run.code());
    List<String> lines = run.err().lines().toList();
    assertEquals(3, lines.size(), run.err());
    assertTrue(lines.get(0).startsWith("replay: " + job + ":2:1: "), run.err());
    assertTrue(lines.get(0).contains("`rule`"), run.err());
    assertEquals(
        job + ":3:9: expected a duration such as 5m, found `soon`", lines.get(1), run.err());
    assertTrue(lines.get(2).startsWith(job + ":5:3: "), run.err());
  }

  @Test
  void aMissingJobFileIsOneLine() {
    CommandLineRun run = CommandLineRun.of("replay", folder.resolve("job.yaml").toString());
    assertEquals(
        "replay: job file `"
            + folder.resolve("job.yaml")
            + "` does not exist"
            + System.lineSeparator(),
        run.err());
    assertEquals(3, run.code());
  }

  @Test
  void wrongRulesAreAllToldBeforeAnythingRuns() throws IOException {
    rule("bad1", "#event_simpleName=DnsRequest\n| x := lowr(DomainName)");
    rule("bad2", "groupBy(ComputerName) | | count()");
    CommandLineRun run = replay();
    assertEquals(2, run.code());
    assertTrue(run.err().contains("bad1.cql:2:8: error[unknown-function]"), run.err());
    assertTrue(run.err().contains("bad2.cql:1:"), run.err());
    assertTrue(run.err().contains("--skip-bad-rules runs the other 1."), run.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void anAggregateWithoutAWindowIsAWrongRule() throws IOException {
    rule("count", "groupBy(ComputerName)");
    CommandLineRun run = replay();
    assertEquals(2, run.code());
    assertTrue(run.err().contains("error[window-missing]"), run.err());
  }

  @Test
  @Tag("slow")
  void theOtherRulesRunIfAsked() throws IOException {
    rule("bad", "| x := lowr(DomainName)");
    CommandLineRun run = replay("--skip-bad-rules");
    assertEquals(0, run.code(), run.err());
    assertEquals(1, Files.readAllLines(output.resolve("detections.ndjson")).size());
  }

  @Test
  @Tag("slow")
  void endsWithDetectionsTheAccountAndThePlaceOfTheFiles() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("mine.txt"), "stays");
    Files.writeString(output.resolve("late.ndjson"), "of an earlier run");
    CommandLineRun run = replay();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("2025-11-01T00:00:01Z"), run.out());
    assertTrue(
        run.out().contains("2 events in = 2 evaluated + 0 duplicate + 0 dead letters"), run.out());
    assertTrue(run.out().contains(output.resolve("detections.ndjson").toString()), run.out());
    assertEquals("stays", Files.readString(output.resolve("mine.txt")));
    assertEquals("", Files.readString(output.resolve("late.ndjson")));
    try (var left = Files.list(output)) {
      assertEquals(
          List.of(
              "account.json",
              "coverage.ndjson",
              "deadletters.ndjson",
              "detections.ndjson",
              "late.ndjson",
              "mine.txt",
              "run.json"),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  @Tag("slow")
  void aTruncatedFileIsReportedAndItsCompleteLinesCount() throws IOException {
    String[] lines = new String[300];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = event(i * 7919 % 1000, "host" + i * 31 % 97 + ".example.com");
    }
    byte[] whole = packed(lines);
    Path cut = input.resolve("data/b/part-1.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length * 2 / 3));
    CommandLineRun run = replay();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("broken off: data/b/part-1.gz ends after line "), run.err());
    String account = Files.readString(output.resolve("account.json"));
    assertTrue(account.contains("\"cut\" : 1"), account);
    assertTrue(account.contains("\"deadLetter\" : 1,"), account);
    String letters = Files.readString(output.resolve("deadletters.ndjson"));
    assertTrue(letters.contains("\"file\":\"data/b/part-1.gz\""), letters);
  }

  @Test
  @Tag("slow")
  void aStreamWithTooSmallABoundTellsWhatCameLate() throws IOException {
    rule("window", "#event_simpleName=DnsRequest | groupBy(aid, function=count(as=Total))");
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 1200; second += 10) {
      lines.add(event(second, "example.org"));
    }
    // Two hours of the archive's time late, scenario Q-3.
    lines.add(event(8000, "example.org"));
    lines.add(event(5, "example.org"));
    gz(input.resolve("data/b/part-0.gz"), lines.toArray(String[]::new));
    CommandLineRun run =
        replay("--runtime-mode", "streaming", "--window", "5m", "--disorder", "1m");
    assertEquals(0, run.code(), run.err());
    String account = Files.readString(output.resolve("account.json"));
    assertTrue(account.contains("\"late\" : 1,"), account);
    assertTrue(account.contains("\"observedMillis\" : 7995000"), account);
    List<String> late = Files.readAllLines(output.resolve("late.ndjson"));
    assertEquals(1, late.size());
    assertTrue(late.get(0).contains("\"event\":\"i5\",\"rules\":[\"window\"]"), late.get(0));
  }

  @Test
  @Tag("slow")
  void namesMayBeToldSoLongAfterAnEvent() throws IOException {
    gz(
        input.resolve("data/b/part-1.gz"),
        event(6, "")
            .replace("DnsRequest", "AgentOnline")
            .replace("\"DomainName\":\"\"", "\"ComputerName\":\"HOST\""));
    rule("dns", "#event_simpleName=DnsRequest DomainName=example.com | table([ComputerName])");
    for (String mode : List.of("batch", "streaming")) {
      assertEquals(0, replay("--runtime-mode", mode, "--names-wait", "5s").code());
      assertTrue(detections().contains("\"row\":{\"ComputerName\":\"a\"}"), detections());
      assertEquals(0, replay("--runtime-mode", mode, "--names-wait", "6s").code());
      assertTrue(detections().contains("\"row\":{\"ComputerName\":\"HOST\"}"), detections());
    }
  }

  private String detections() throws IOException {
    return Files.readString(output.resolve("detections.ndjson"));
  }
}
