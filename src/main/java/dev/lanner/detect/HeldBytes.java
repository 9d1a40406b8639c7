package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many bytes of keyed state one subtask of an operator holds for each rule: values, and places
 * in maps, as they are written to a checkpoint. Keys, timers and what a state backend adds for
 * itself are left out. Not thread-safe.
 *
 * <p>Two numbers are told to the account. {@link Counters#STATE_BYTES} is what is held now: all
 * subtasks tell what was added and taken away since they last told, before a checkpoint, so that
 * the sum in the account's state always belongs to the state beside it, after a restart and with
 * another parallelism too; nothing is counted anew. {@link Counters#TASK_PEAK} is the largest
 * amount that one subtask held at one time since it began: it is told at the end, and begins from
 * nothing with a restart.
 *
 * <p>A stream holds all keys at once. A batch works through one key after the other, so that its
 * peak is the largest key; what it keeps in a spool on its way to an operator is no state.
 */
public final class HeldBytes {
  private final Map<String, Held> rules = new HashMap<>();
  private boolean higher;

  private static final class Held {
    long now;
    long untold;
    long peak;
    long toldPeak;
  }

  /** Adds to what is held for a rule; takes away if {@code bytes} is negative. */
  public void change(String rule, long bytes) {
    if (bytes == 0) {
      return;
    }
    Held held = rules.computeIfAbsent(rule, id -> new Held());
    held.now += bytes;
    held.untold += bytes;
    if (held.now > held.peak) {
      held.peak = held.now;
      higher = true;
    }
  }

  /** Tells how what is held has changed since that was last told. */
  void tell(Consumer<Count> counts) {
    rules.forEach(
        (rule, held) -> {
          if (held.untold != 0) {
            counts.accept(Count.add(Counters.ofRule(rule, Counters.STATE_BYTES), held.untold));
            held.untold = 0;
          }
        });
  }

  /** Tells the peaks that are higher than when they were last told. */
  void tellPeaks(Consumer<Count> counts) {
    if (!higher) {
      return;
    }
    higher = false;
    rules.forEach(
        (rule, held) -> {
          if (held.peak > held.toldPeak) {
            counts.accept(Count.atLeast(Counters.ofRule(rule, Counters.TASK_PEAK), held.peak));
            held.toldPeak = held.peak;
          }
        });
  }
}
