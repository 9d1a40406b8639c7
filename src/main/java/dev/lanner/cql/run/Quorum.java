package dev.lanner.cql.run;

import java.util.BitSet;
import java.util.List;

/**
 * A step that says how many rows a group must have had for one of the group's results to come
 * through it: {@code Ports>=20} asks for 20, if {@code Ports} counts something of them.
 */
public interface Quorum {
  /** Nobody asks for more: a step that needs more says this. */
  int MOST = 255;

  /**
   * The smallest number of rows with which anything can come through, from 0 (nothing is known) to
   * {@link #MOST}.
   *
   * @param counts the fields that hold a whole number not larger than that of the group's rows;
   *     loses those of which the step cannot promise that this is still so behind it
   */
  int quorum(BitSet counts);

  /** The quorum of steps that all have to be passed, in order. */
  static int ofAll(List<? extends Node> steps, BitSet counts) {
    int quorum = 0;
    for (Node step : steps) {
      if (!(step instanceof Quorum asks)) {
        counts.clear();
        break;
      }
      quorum = Math.max(quorum, asks.quorum(counts));
    }
    return quorum;
  }

  /** The quorum of steps of which one has to be passed. */
  static int ofAny(List<? extends Node> steps, BitSet counts) {
    int quorum = MOST;
    BitSet before = (BitSet) counts.clone();
    for (Node step : steps) {
      BitSet own = (BitSet) before.clone();
      quorum = Math.min(quorum, ofAll(List.of(step), own));
      counts.and(own);
    }
    return quorum;
  }
}
