package dev.lanner.coverage;

import dev.lanner.coverage.LedgerEntry.Incomplete;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of one rule, over all its versions and all runs. */
public final class RuleCoverage {
  private final String id;
  private final TreeMap<RuleVersion, Ranges> versions;
  private final Ranges said;
  private final Ranges complete;
  private final List<Incomplete> missed;

  RuleCoverage(String id, Map<RuleVersion, Ranges> versions, Ranges said, List<Incomplete> missed) {
    this.id = id;
    this.versions = new TreeMap<>(RuleVersion.ORDER);
    this.versions.putAll(versions);
    this.said = said;
    this.missed = List.copyOf(missed);
    Ranges all = Ranges.NONE;
    for (Ranges one : versions.values()) {
      all = all.plus(one);
    }
    this.complete = all;
  }

  /**
   * Nothing is known of a rule yet.
   *
   * @param id of the rule
   */
  public static RuleCoverage none(String id) {
    return new RuleCoverage(id, Map.of(), Ranges.NONE, List.of());
  }

  /** Of the rule. */
  public String id() {
    return id;
  }

  /** That of its newest version. */
  public String title() {
    return versions.isEmpty() ? "" : versions.lastKey().title();
  }

  /** What each version evaluated completely, the oldest version first. */
  public Map<RuleVersion, Ranges> versions() {
    return new TreeMap<>(versions);
  }

  /** What some version evaluated completely. */
  public Ranges complete() {
    return complete;
  }

  /** From the first time that any version evaluated to the last. */
  public Optional<Range> span() {
    return said.span();
  }

  /**
   * What no version evaluated.
   *
   * @param wanted where it is looked for; empty: from the first time that one did to the last
   */
  public Ranges holes(Optional<Range> wanted) {
    return wanted.or(said::span).map(Ranges::of).orElse(Ranges.NONE).minus(said);
  }

  /**
   * A stretch that was evaluated, but for something.
   *
   * @param range the stretch
   * @param events how many events were left out, by cause; 0 if nobody knows
   */
  public record Lacking(Range range, Map<LedgerEntry.Cause, Long> events) {}

  /**
   * What was evaluated, but not completely by any run.
   *
   * @param wanted where it is looked for; empty: everywhere
   */
  public List<Lacking> incomplete(Optional<Range> wanted) {
    Ranges ranges = said.minus(complete);
    if (wanted.isPresent()) {
      ranges = ranges.common(Ranges.of(wanted.get()));
    }
    List<Lacking> lacking = new ArrayList<>();
    for (Range range : ranges.list()) {
      Map<LedgerEntry.Cause, Long> events = new EnumMap<>(LedgerEntry.Cause.class);
      for (Incomplete one : missed) {
        if (one.range().touches(range)) {
          events.merge(one.cause(), one.events(), Long::sum);
        }
      }
      lacking.add(new Lacking(range, events));
    }
    return lacking;
  }

  /** All that is to be evaluated again: holes, and what is not complete. */
  public Ranges missing(Optional<Range> wanted) {
    List<Range> all = new ArrayList<>(holes(wanted).list());
    incomplete(wanted).forEach(lacking -> all.add(lacking.range()));
    return Ranges.of(all);
  }
}
