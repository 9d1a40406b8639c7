package dev.lanner.correlate;

import dev.lanner.detect.WrittenSize;
import dev.lanner.detect.wire.Codec;
import dev.lanner.detect.wire.CodecType;
import dev.lanner.detect.wire.Tagged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What arrived for one key in one second: all candidates, and of the evidence as much as can make a
 * difference.
 *
 * <p>Evidence is sorted into buckets of arrival and of sensor time that are no longer than the span
 * in which a candidate looks for it. Such a span that touches a bucket reaches one of its ends, so
 * that the first and the last of each bucket do for all between them: thinning never changes a
 * verdict. Changed in place.
 */
final class Slot {
  static final CodecType<Slot> TYPE = CodecType.of(new Wire());

  private static final long MAX_BUCKET_MILLIS = 1000;

  private final List<Tagged> candidates = new ArrayList<>();
  private final TreeMap<Bucket, Ends> evidence = new TreeMap<>();

  /** What came late is here with what arrived in another second, which a verdict hangs on, too. */
  private record Bucket(long due, long sensor) implements Comparable<Bucket> {
    static Bucket of(Tagged tagged) {
      long millis = Math.max(1, Math.min(MAX_BUCKET_MILLIS, 2 * tagged.withinMillis()));
      return new Bucket(
          ConfirmSettings.due(tagged.time()), Math.floorDiv(tagged.sensorTime(), millis));
    }

    @Override
    public int compareTo(Bucket other) {
      return due != other.due ? Long.compare(due, other.due) : Long.compare(sensor, other.sensor);
    }
  }

  private record Ends(Tagged first, Tagged last) {
    Ends and(Tagged other) {
      return new Ends(earlier(other, first) ? other : first, earlier(last, other) ? other : last);
    }

    boolean oneIsEnough() {
      return first.sensorTime() == last.sensorTime();
    }

    long bytes(WrittenSize<Tagged> size) {
      return (long) size.of(first) + (oneIsEnough() ? 0 : size.of(last));
    }

    private static boolean earlier(Tagged a, Tagged b) {
      return a.sensorTime() != b.sensorTime()
          ? a.sensorTime() < b.sensorTime()
          : Tagged.ORDER.compare(a, b) < 0;
    }
  }

  void add(Tagged tagged) {
    if (tagged.isEvidence()) {
      evidence.merge(
          Bucket.of(tagged), new Ends(tagged, tagged), (ends, one) -> ends.and(one.first));
    } else {
      candidates.add(tagged);
    }
  }

  /** Adds a record, and says how many bytes longer what is written has become. */
  long add(Tagged tagged, WrittenSize<Tagged> size) {
    if (!tagged.isEvidence()) {
      add(tagged);
      return size.of(tagged);
    }
    Bucket bucket = Bucket.of(tagged);
    Ends before = evidence.get(bucket);
    add(tagged);
    Ends now = evidence.get(bucket);
    return now.equals(before) ? 0 : now.bytes(size) - (before == null ? 0 : before.bytes(size));
  }

  /** The candidates, in order. */
  List<Tagged> candidates() {
    List<Tagged> ordered = new ArrayList<>(candidates);
    ordered.sort(Tagged.ORDER);
    return ordered;
  }

  /** The evidence that is left, by arrival and sensor time. */
  List<Tagged> evidence() {
    List<Tagged> left = new ArrayList<>();
    for (Ends ends : evidence.values()) {
      left.add(ends.first);
      if (!ends.oneIsEnough()) {
        left.add(ends.last);
      }
    }
    return left;
  }

  /** Writes and reads slots. */
  public static final class Wire implements Codec<Slot> {
    private static final long serialVersionUID = 1;

    /** For Flink. */
    public Wire() {}

    @Override
    public Class<Slot> type() {
      return Slot.class;
    }

    @Override
    public void write(Slot value, DataOutputView out) throws IOException {
      Tagged.Wire wire = new Tagged.Wire();
      List<Tagged> left = value.evidence();
      out.writeInt(value.candidates.size() + left.size());
      for (Tagged tagged : value.candidates) {
        wire.write(tagged, out);
      }
      for (Tagged tagged : left) {
        wire.write(tagged, out);
      }
    }

    @Override
    public Slot read(DataInputView in, int version) throws IOException {
      Tagged.Wire wire = new Tagged.Wire();
      Slot slot = new Slot();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        slot.add(wire.read(in, 1));
      }
      return slot;
    }

    @Override
    public Slot copy(Slot value) {
      Slot copy = new Slot();
      copy.candidates.addAll(value.candidates);
      copy.evidence.putAll(value.evidence);
      return copy;
    }
  }
}
