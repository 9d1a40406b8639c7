package dev.lanner.correlate;

import dev.lanner.detect.wire.Tagged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;

/**
 * The evidence of the current key that the pattern has not been given, by when it is due: the end
 * of the second it arrived in, or the first moment after the watermark it was late for.
 *
 * <p>What is due does not change any more; so that the bound of a key, which takes what was due
 * first, drops the same whenever it is applied.
 */
final class HeldEvidence {
  private final MapState<Long, EvidenceSlot> byDue;

  HeldEvidence(RuntimeContext context) {
    byDue =
        context.getMapState(
            new MapStateDescriptor<>(
                "evidenceHeld", BasicTypeInfo.LONG_TYPE_INFO, EvidenceSlot.TYPE));
  }

  /** How a piece changed what is held: by how many bytes, and how many there are of its second. */
  record Added(long bytes, int pieces) {}

  Added add(long due, Tagged piece) throws Exception {
    EvidenceSlot evidence = byDue.get(due);
    long before = 0;
    if (evidence == null) {
      evidence = new EvidenceSlot(piece.withinMillis());
    } else {
      before = bytes(evidence);
    }
    evidence.add(piece);
    byDue.put(due, evidence);
    return new Added(bytes(evidence) - before, evidence.size());
  }

  /** How many pieces are due at {@code due} exactly. */
  int dueAt(long due) throws Exception {
    EvidenceSlot evidence = byDue.get(due);
    return evidence == null ? 0 : evidence.size();
  }

  /** When evidence is due after {@code from}, and not after {@code to}. */
  List<Long> dueBetween(long from, long to) throws Exception {
    List<Long> all = new ArrayList<>();
    for (Long due : byDue.keys()) {
      if (due > from && due <= to) {
        all.add(due);
      }
    }
    return all;
  }

  /** What is due at {@code now} or was before, by when. */
  NavigableMap<Long, EvidenceSlot> until(long now) throws Exception {
    NavigableMap<Long, EvidenceSlot> all = new TreeMap<>();
    for (Map.Entry<Long, EvidenceSlot> entry : byDue.entries()) {
      if (entry.getKey() <= now) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    return all;
  }

  /** Writes what was changed; how many bytes more that are than {@code before}. */
  long changed(long due, EvidenceSlot evidence, long before) throws Exception {
    byDue.put(due, evidence);
    return evidence.bytes() - before;
  }

  /** Lets go of what is due at {@code due}; how many bytes more are held then: less than none. */
  long remove(long due, EvidenceSlot evidence) throws Exception {
    byDue.remove(due);
    return -bytes(evidence);
  }

  /** With its place. */
  private static long bytes(EvidenceSlot evidence) {
    return Long.BYTES + evidence.bytes();
  }
}
