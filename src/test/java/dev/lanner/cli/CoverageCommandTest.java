package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.coverage.LedgerEntry;
import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import dev.lanner.coverage.LedgerFile;
import dev.lanner.coverage.LedgerRun;
import dev.lanner.coverage.Range;
import dev.lanner.coverage.RuleVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {
  /** 2026-11-01T00:00:00Z. */
  private static final long START = 1_793_491_200_000L;

  private static final RuleVersion SCAN = new RuleVersion("scan", 1, "0123", "Scan");
  private static final RuleVersion BETTER = new RuleVersion("scan", 2, "4567", "Scan");
  private static final RuleVersion LOOKUP = new RuleVersion("a-lookup", 1, "89ab", "Lookup");

  @TempDir Path folder;

  private static Range minutes(long from, long to) {
    return new Range(START + from * 60_000, START + to * 60_000);
  }

  private void ledger(LedgerEntry... entries) throws IOException {
    LedgerRun run = LedgerRun.begin("replay", "out", Instant.ofEpochMilli(START));
    try (LedgerFile file = LedgerFile.create(folder, run)) {
      file.add(List.of(entries));
    }
  }

  private CommandLineRun coverage(String... more) {
    List<String> arguments = new ArrayList<>(List.of("coverage", folder.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void printsWhatIsCoveredAndWhatIsMissing() throws IOException {
    ledger(
        new Covered(SCAN, minutes(0, 60)),
        new Covered(BETTER, minutes(65, 90)),
        new Covered(LOOKUP, minutes(0, 90)),
        new Incomplete("scan", minutes(20, 25), Cause.LATE, 3, 1));
    CommandLineRun run = coverage();
    assertEquals(
        """
        rule    time        from                  to                    by
        Lookup  covered     2026-11-01T00:00:00Z  2026-11-01T01:30:00Z  version 1, 89ab
        Scan    covered     2026-11-01T00:00:00Z  2026-11-01T00:20:00Z  version 1, 0123
                INCOMPLETE  2026-11-01T00:20:00Z  2026-11-01T00:25:00Z  3 late
                covered     2026-11-01T00:25:00Z  2026-11-01T01:00:00Z  version 1, 0123
                HOLE        2026-11-01T01:00:00Z  2026-11-01T01:05:00Z
                covered     2026-11-01T01:05:00Z  2026-11-01T01:30:00Z  version 2, 4567
        """,
        run.out().replace(System.lineSeparator(), "\n"));
    assertEquals(1, run.code());
  }

  @Test
  void theMachineFormIsByIdAndTime() throws IOException {
    ledger(new Covered(SCAN, minutes(0, 60)), new Covered(LOOKUP, minutes(0, 1)));
    CommandLineRun run = coverage("--json", "--to", "2026-11-01T01:00:00Z");
    String text = run.out().replaceAll("\\s", "");
    assertEquals(
        "{\"rules\":[{\"id\":\"a-lookup\",\"title\":\"Lookup\",\"covered\":[{\"from\":1793491200000,"
            + "\"to\":1793491260000,\"version\":1,\"logic\":\"89ab\"}],\"holes\":[{\"from\":"
            + "1793491260000,\"to\":1793494800000}],\"incomplete\":[]},{\"id\":\"scan\",\"title\":"
            + "\"Scan\",\"covered\":[{\"from\":1793491200000,\"to\":1793494800000,\"version\":1,"
            + "\"logic\":\"0123\"}],\"holes\":[],\"incomplete\":[]}]}",
        text);
    assertEquals(1, run.code());
    assertEquals(0, coverage("--json").code());
  }

  @Test
  void whatIsNoLedgerIsBadInput() {
    CommandLineRun run = coverage();
    assertEquals(3, run.code());
    assertTrue(run.err().contains("holds no coverage ledger"), run.err());
    assertEquals(3, coverage("--from", "yesterday").code());
  }
}
