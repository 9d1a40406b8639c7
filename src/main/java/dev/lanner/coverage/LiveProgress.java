package dev.lanner.coverage;

import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a continuous job knows of what it covered. It hears of rule sets, of event time, and of what
 * came late, in the order in which these came through the job.
 *
 * <p>A version of a rule counts from the largest event time that any subtask had seen when it began
 * to evaluate by the version, and only once all subtasks have begun; it counts up to the event time
 * that all had passed when the first of them began without it. In between it covers what event time
 * has passed.
 *
 * <p>Part of the job's state, see {@link ProgressJson}. Not thread-safe.
 */
public final class LiveProgress {
  /** No time yet. */
  public static final long NEVER = Long.MIN_VALUE;

  final String run;
  long begin;
  long reached = NEVER;
  long set = NEVER;
  final TreeMap<Long, Arriving> arriving = new TreeMap<>();
  final Map<RuleVersion, Active> active = new TreeMap<>(RuleVersion.ORDER);
  final Map<String, Set<RuleReach>> known = new TreeMap<>();
  final List<Covered> ended = new ArrayList<>();
  final List<Incomplete> missed = new ArrayList<>();
  private final Map<Missing, Long> missing = new TreeMap<>(Missing.ORDER);

  /**
   * A rule of a set.
   *
   * @param version which one
   * @param reach what evaluated events mean for it
   */
  public record Ran(RuleVersion version, RuleReach reach) {}

  /** From which complete cell on a version counts. */
  record Active(RuleReach reach, long from) {}

  /** A set that some subtasks evaluate by. */
  static final class Arriving {
    final List<Ran> rules;
    final Set<Integer> subtasks = new TreeSet<>();
    int of;
    long largest = NEVER;

    Arriving(List<Ran> rules) {
      this.rules = List.copyOf(rules);
    }

    boolean isWhole() {
      return subtasks.size() == of;
    }

    boolean has(RuleVersion version) {
      return rules.stream().anyMatch(ran -> ran.version().hasLogicOf(version));
    }
  }

  /** What was left out since the last snapshot. */
  private record Missing(String ruleId, Range range, Cause cause) {
    static final Comparator<Missing> ORDER =
        Comparator.comparing(Missing::ruleId)
            .thenComparingLong(one -> one.range().from())
            .thenComparingLong(one -> one.range().to())
            .thenComparing(Missing::cause);
  }

  /**
   * Knows nothing yet.
   *
   * @param run id of the run
   * @param begin from when on the input is complete; {@link #NEVER} if that is the clock's time
   *     when event time begins to move
   */
  public LiveProgress(String run, long begin) {
    this.run = run;
    this.begin = begin;
  }

  /** The id of the run, which a job that goes on with this keeps. */
  public String run() {
    return run;
  }

  /**
   * A subtask evaluates by a set from now on.
   *
   * @param number of the set
   * @param subtask which
   * @param subtasks how many there are
   * @param largest the largest event time it saw before; {@link #NEVER} if none
   * @param rules those of the set
   */
  public void applied(long number, int subtask, int subtasks, long largest, List<Ran> rules) {
    if (number <= set) {
      return;
    }
    Arriving one = arriving.get(number);
    if (one == null) {
      one = new Arriving(rules);
      arriving.put(number, one);
      rules.forEach(ran -> know(ran.version().id(), ran.reach()));
      endWhatIsNotIn(one);
    }
    one.of = subtasks;
    one.largest = Math.max(one.largest, largest);
    one.subtasks.add(subtask);
    activate();
  }

  void know(String id, RuleReach reach) {
    known.computeIfAbsent(id, one -> new TreeSet<>(RuleReach.ORDER)).add(reach);
  }

  private void endWhatIsNotIn(Arriving next) {
    for (RuleVersion version : List.copyOf(active.keySet())) {
      boolean isSame = next.rules.stream().anyMatch(ran -> ran.version().equals(version));
      if (!isSame) {
        long to = end(version);
        // The same logic under another title or number goes on without a gap.
        next.rules.stream()
            .filter(ran -> ran.version().hasLogicOf(version))
            .forEach(ran -> active.put(ran.version(), new Active(ran.reach(), to)));
      }
    }
  }

  /** Ends a version; from where on another of the same logic would count. */
  private long end(RuleVersion version) {
    Active one = active.remove(version);
    long to = reached == NEVER ? one.from : Math.max(one.from, one.reach.lastComplete(reached + 1));
    if (one.from < to) {
      ended.add(new Covered(version, new Range(one.from, to)));
    }
    return to;
  }

  /** Takes up the sets that all subtasks evaluate by. */
  private void activate() {
    while (begin != NEVER && !arriving.isEmpty() && arriving.firstEntry().getValue().isWhole()) {
      set = arriving.firstKey();
      Arriving one = arriving.pollFirstEntry().getValue();
      long from = one.largest == NEVER ? begin : Math.max(begin, one.largest + 1);
      for (Ran ran : one.rules) {
        boolean runs = active.keySet().stream().anyMatch(ran.version()::hasLogicOf);
        boolean stays = arriving.values().stream().allMatch(next -> next.has(ran.version()));
        if (!runs && stays) {
          active.put(ran.version(), new Active(ran.reach(), ran.reach().firstComplete(from)));
        }
      }
    }
  }

  /**
   * Event time has passed {@code watermark} everywhere.
   *
   * @param watermark no earlier than one before
   * @param clock what the clock says
   */
  public void passed(long watermark, long clock) {
    if (begin == NEVER) {
      begin = clock;
    }
    reached = Math.max(reached, watermark);
    activate();
  }

  /**
   * The job was told to end all windows, whatever is still to come: nothing counts beyond what
   * event time had passed. Who goes on with this hears of the rule sets anew.
   */
  public void drained() {
    for (RuleVersion version : List.copyOf(active.keySet())) {
      end(version);
    }
    arriving.clear();
    set = NEVER;
  }

  /**
   * An event was left out.
   *
   * @param time of the event
   * @param ruleIds by which rules; none if by nobody knows which
   * @param cause why
   */
  public void without(long time, Collection<String> ruleIds, Cause cause) {
    for (String id : ruleIds.isEmpty() ? known.keySet() : ruleIds) {
      for (RuleReach reach : known.getOrDefault(id, Set.of())) {
        missing.merge(new Missing(id, reach.without(time), cause), 1L, Long::sum);
      }
    }
  }

  /**
   * Closes a stretch of the job at a checkpoint.
   *
   * @param checkpoint grows from one to the next
   * @return what is true once that checkpoint is finished
   */
  public List<LedgerEntry> at(long checkpoint) {
    missing.forEach(
        (one, events) ->
            missed.add(new Incomplete(one.ruleId, one.range, one.cause, events, checkpoint)));
    missing.clear();
    List<LedgerEntry> entries = new ArrayList<>(missed);
    entries.addAll(ended);
    if (reached != NEVER) {
      active.forEach(
          (version, one) -> {
            long to = one.reach.lastComplete(reached + 1);
            if (one.from < to) {
              entries.add(new Covered(version, new Range(one.from, to)));
            }
          });
    }
    return entries;
  }

  /** What is in the ledger for good need not be kept. */
  public void written(List<LedgerEntry> entries) {
    ended.removeAll(entries);
    missed.removeAll(entries);
  }
}
