package dev.lanner.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final RuleVersion A1 = new RuleVersion("a", 1, "x", "A");
  private static final RuleVersion A2 = new RuleVersion("a", 2, "y", "A, better");
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @TempDir Path folder;

  private void run(LedgerEntry... entries) throws IOException {
    write(LedgerRun.begin("replay", "out", START), entries);
  }

  private void write(LedgerRun run, LedgerEntry... entries) throws IOException {
    try (LedgerFile file = LedgerFile.create(folder, run)) {
      for (LedgerEntry entry : entries) {
        file.add(List.of(entry));
      }
    }
  }

  private static Covered covered(RuleVersion rule, long from, long to) {
    return new Covered(rule, new Range(from, to));
  }

  private static Incomplete late(long from, long to, long events, long number) {
    return new Incomplete("a", new Range(from, to), Cause.LATE, events, number);
  }

  private RuleCoverage only() throws IOException {
    List<RuleCoverage> rules = Ledger.read(List.of(folder)).rules();
    assertEquals(1, rules.size());
    return rules.get(0);
  }

  @Test
  void runsAndVersionsAddUp() throws IOException {
    run(covered(A1, 0, 10), covered(A1, 0, 15));
    run(covered(A2, 15, 20));
    run(covered(A2, 30, 40));
    RuleCoverage rule = only();
    assertEquals("A, better", rule.title());
    assertEquals(Ranges.of(new Range(0, 15)), rule.versions().get(A1));
    assertEquals(Ranges.of(new Range(20, 30)), rule.holes(Optional.empty()));
    assertEquals(
        Ranges.of(List.of(new Range(20, 30), new Range(40, 50))),
        rule.holes(Optional.of(new Range(5, 50))));
  }

  @Test
  void whatOneRunLacksAnotherMayHave() throws IOException {
    run(covered(A1, 0, 100), late(20, 30, 3, 1), late(40, 50, 4, 2));
    RuleCoverage lacking = only();
    assertEquals(
        List.of(
            new RuleCoverage.Lacking(new Range(20, 30), Map.of(Cause.LATE, 3L)),
            new RuleCoverage.Lacking(new Range(40, 50), Map.of(Cause.LATE, 4L))),
        lacking.incomplete(Optional.empty()));
    assertTrue(lacking.holes(Optional.empty()).isEmpty());
    run(covered(A2, 20, 35));
    assertEquals(Ranges.of(new Range(40, 50)), only().missing(Optional.empty()));
  }

  @Test
  void whatARestartedRunSaysAgainCountsOnceAndHoldsForAllItsFiles() throws IOException {
    LedgerRun run = LedgerRun.begin("detect", "lanner", START);
    write(run, covered(A1, 0, 50), late(20, 30, 3, 7));
    write(run, covered(A1, 0, 80), late(20, 30, 3, 7));
    assertEquals(
        List.of(new RuleCoverage.Lacking(new Range(20, 30), Map.of(Cause.LATE, 3L))),
        only().incomplete(Optional.empty()));
  }

  @Test
  void aLineThatACrashCutIsLeftOutWithAWarning() throws IOException {
    run(covered(A1, 0, 10));
    Path file;
    try (var files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    Files.write(file, "{\"what\":\"cov".getBytes(UTF_8), StandardOpenOption.APPEND);
    Ledger ledger = Ledger.read(List.of(folder));
    assertEquals(
        List.of(file + ": the last line is not complete and was left out"), ledger.warnings());
    assertEquals(Ranges.of(new Range(0, 10)), ledger.rules().get(0).complete());
  }

  @Test
  void whatIsNoLedgerIsRefused() throws IOException {
    IOException empty = assertThrows(IOException.class, () -> Ledger.read(List.of(folder)));
    assertEquals("`" + folder + "` holds no coverage ledger", empty.getMessage());
    Files.writeString(folder.resolve("x.coverage.ndjson"), "{\"id\":\"x\"}\n");
    IOException other = assertThrows(IOException.class, () -> Ledger.read(List.of(folder)));
    assertEquals(
        folder.resolve("x.coverage.ndjson") + ":1: this is not a line of a coverage ledger",
        other.getMessage());
  }
}
