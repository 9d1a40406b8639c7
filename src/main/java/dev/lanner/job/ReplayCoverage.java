package dev.lanner.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.coverage.LedgerEntry;
import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import dev.lanner.coverage.LiveProgress;
import dev.lanner.coverage.Range;
import dev.lanner.coverage.RuleReach;
import dev.lanner.detect.Counters;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.events.archive.Archive;
import dev.lanner.events.archive.ArchiveIndex;
import dev.lanner.events.archive.DataFile;
import dev.lanner.events.archive.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a replay covered. At both ends of an archive something may be missing that was delivered
 * before or will be after it: an event lies at most {@code disorder} behind another, so that all
 * are there but those of the first and the last stretch of that length.
 */
final class ReplayCoverage {
  private final ReplaySettings settings;
  private final Archive archive;
  private final List<LiveProgress.Ran> rules;
  private final Map<String, Long> numbers;
  private final List<LedgerEntry> entries = new ArrayList<>();

  /**
   * What is known of a replay that has ended.
   *
   * @param numbers those of the account
   */
  ReplayCoverage(
      ReplaySettings settings, Archive archive, RuleSetDelta rules, Map<String, Long> numbers) {
    this.settings = settings;
    this.archive = archive;
    this.rules = CoveredRules.of(rules, settings.confirmHorizon());
    this.numbers = numbers;
  }

  /**
   * The entries for the ledger.
   *
   * @param late the file of late events
   * @param cutFiles names of files that could not be read to their end
   */
  List<LedgerEntry> entries(Path late, List<String> cutFiles) throws IOException {
    Optional<Range> events = events();
    if (events.isEmpty()) {
      return List.of();
    }
    for (LiveProgress.Ran rule : rules) {
      covered(rule.reach(), events.get())
          .ifPresent(range -> entries.add(new Covered(rule.version(), range)));
    }
    late(late);
    lateEvidence();
    for (String name : cutFiles) {
      archive.events().stream()
          .filter(file -> file.name().equals(name))
          .forEach(file -> without(List.of(file), Cause.CUT_FILE));
    }
    for (Archive.UnfinishedBatch batch : archive.unfinished()) {
      without(files(settings.input().resolve(batch.folder())), Cause.UNFINISHED_BATCH);
    }
    if (numbers.getOrDefault(Counters.UNKNOWN_RULES, 0L) > 0) {
      without(Long.MIN_VALUE, Long.MAX_VALUE, Cause.GIVEN_UP);
    }
    return entries;
  }

  /** From when to when all events are there. */
  private Optional<Range> events() {
    Long latest = numbers.get(Counters.LATEST);
    Long minusEarliest = numbers.get(Counters.MINUS_EARLIEST);
    if (latest == null || minusEarliest == null) {
      return Optional.empty();
    }
    long disorder = settings.disorder().toMillis();
    long from =
        Math.max(
            -minusEarliest + disorder,
            settings.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
    long to =
        Math.min(
            latest - disorder, settings.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    return from < to ? Optional.of(new Range(from, to)) : Optional.empty();
  }

  /** Events beyond {@code to} enter no window, but are evidence. */
  private Optional<Range> covered(RuleReach reach, Range events) {
    long to =
        settings
            .to()
            .map(limit -> Math.min(events.to(), limit.toEpochMilli() + reach.evidenceMillis()))
            .orElse(events.to());
    return reach.complete(events.from(), to);
  }

  private void late(Path file) throws IOException {
    Map<Incomplete, Long> counts = new LinkedHashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = json.readTree(line);
        for (LiveProgress.Ran rule : rules) {
          for (JsonNode id : event.path("rules")) {
            if (id.asText().equals(rule.version().id())) {
              Range range = rule.reach().without(event.path("time").asLong());
              counts.merge(new Incomplete(id.asText(), range, Cause.LATE, 0, 0), 1L, Long::sum);
            }
          }
        }
      }
    }
    counts.forEach(
        (one, events) ->
            entries.add(new Incomplete(one.ruleId(), one.range(), one.cause(), events, 0)));
  }

  /** It is counted, and no list says when it was. */
  private void lateEvidence() {
    for (LiveProgress.Ran rule : rules) {
      String id = rule.version().id();
      long events = numbers.getOrDefault(Counters.ofRule(id, Counters.LATE_EVIDENCE), 0L);
      if (events > 0) {
        Range all = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
        entries.add(new Incomplete(id, all, Cause.LATE, events, 0));
      }
    }
  }

  /**
   * Nobody knows which events of some files were not read. They did not reach the cloud after the
   * files were written, nor much before the first one in them.
   */
  private void without(List<DataFile> files, Cause cause) {
    for (DataFile file : files) {
      long from = Long.MIN_VALUE;
      long to = Long.MAX_VALUE;
      try {
        OptionalLong first = ArchiveIndex.inTimeOrder(List.of(file)).get(0).firstMillis();
        if (first.isPresent()) {
          from = first.getAsLong() - settings.disorder().toMillis();
        }
        if (cause == Cause.CUT_FILE) {
          long written = Files.getLastModifiedTime(file.path()).toMillis() + 1;
          to = Math.max(written, first.orElse(written)) + settings.disorder().toMillis();
        }
      } catch (IOException e) {
        // Then it may be any of the events.
        from = Long.MIN_VALUE;
        to = Long.MAX_VALUE;
      }
      without(from, to, cause);
    }
  }

  private void without(long from, long to, Cause cause) {
    for (LiveProgress.Ran rule : rules) {
      Range range =
          new Range(
              from == Long.MIN_VALUE ? from : rule.reach().without(from).from(),
              to == Long.MAX_VALUE ? to : rule.reach().without(to).to());
      entries.add(new Incomplete(rule.version().id(), range, cause, 0, 0));
    }
  }

  private static List<DataFile> files(Path folder) throws InputException {
    List<DataFile> files = new ArrayList<>(Archive.scan(folder).events());
    files.sort(Comparator.comparing(DataFile::name));
    return files;
  }
}
