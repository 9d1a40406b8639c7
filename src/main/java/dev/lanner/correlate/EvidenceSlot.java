package dev.lanner.correlate;

import dev.lanner.detect.wire.Codec;
import dev.lanner.detect.wire.CodecType;
import dev.lanner.detect.wire.Tagged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The evidence that arrived for one key in one second, as much of it as can make a difference.
 *
 * <p>Most evidence waits for a candidate that never comes, so that of a piece nothing is kept but
 * what a verdict hangs on: its sensor time and the second of its arrival.
 *
 * <p>Pieces are sorted into buckets of sensor time that are no longer than the span in which a
 * candidate looks for evidence. Such a span that touches a bucket reaches one of its ends, so that
 * the first and the last of each bucket do for all between them: thinning never changes a verdict.
 * Changed in place.
 */
final class EvidenceSlot {
  static final CodecType<EvidenceSlot> TYPE = CodecType.of(new Wire());

  private static final long MAX_BUCKET_MILLIS = 1000;
  private static final int PIECE = 2;

  private final long withinMillis;
  private boolean counted;

  /** Sensor time and second of arrival of each piece, in this order. */
  private long[] pieces;

  private EvidenceSlot(long withinMillis, boolean counted, long[] pieces) {
    this.withinMillis = withinMillis;
    this.counted = counted;
    this.pieces = pieces;
  }

  /** No evidence yet, of a clause in which it may be {@code withinMillis} apart. */
  EvidenceSlot(long withinMillis) {
    this(withinMillis, false, new long[0]);
  }

  /** How many pieces there are. */
  int size() {
    return pieces.length / PIECE;
  }

  /** How many bytes are written. */
  long bytes() {
    return Long.BYTES + 1 + Integer.BYTES + (long) Long.BYTES * pieces.length;
  }

  /** Whether the bound of the key has been applied to it. */
  boolean isCounted() {
    return counted;
  }

  /** Drops the last pieces beyond {@code bound}, for good; how many these are. */
  int keep(int bound) {
    counted = true;
    int beyond = Math.max(0, size() - bound);
    if (beyond > 0) {
      pieces = Arrays.copyOf(pieces, pieces.length - beyond * PIECE);
    }
    return beyond;
  }

  /** Adds a piece, unless it is between others of its bucket. */
  void add(Tagged piece) {
    long sensor = piece.sensorTime();
    long arrived = Math.floorDiv(piece.time(), ConfirmSettings.STEP_MILLIS);
    long bucket = bucket(sensor);
    int begin = 0;
    while (begin < pieces.length && bucket(pieces[begin]) < bucket) {
      begin += PIECE;
    }
    int end = begin;
    while (end < pieces.length && bucket(pieces[end]) == bucket) {
      end += PIECE;
    }
    boolean bothEnds = end - begin == 2 * PIECE;
    int place = -1;
    if (end == begin || compare(sensor, arrived, begin) < 0) {
      place = begin;
    } else if (compare(sensor, arrived, end - PIECE) > 0) {
      place = bothEnds ? end - PIECE : end;
    }
    if (place >= 0) {
      if (!bothEnds) {
        insert(place);
      }
      pieces[place] = sensor;
      pieces[place + 1] = arrived;
    }
  }

  private int compare(long sensor, long arrived, int place) {
    return sensor != pieces[place]
        ? Long.compare(sensor, pieces[place])
        : Long.compare(arrived, pieces[place + 1]);
  }

  private void insert(int place) {
    long[] longer = new long[pieces.length + PIECE];
    System.arraycopy(pieces, 0, longer, 0, place);
    System.arraycopy(pieces, place, longer, place + PIECE, pieces.length - place);
    pieces = longer;
  }

  private long bucket(long sensor) {
    return Math.floorDiv(sensor, Math.max(1, Math.min(MAX_BUCKET_MILLIS, 2 * withinMillis)));
  }

  /** The pieces as the pattern wants them, by sensor time, without a name of their own. */
  List<Tagged> tagged(String key) {
    List<Tagged> all = new ArrayList<>(size());
    for (int i = 0; i < pieces.length; i += PIECE) {
      long arrived = pieces[i + 1] * ConfirmSettings.STEP_MILLIS;
      all.add(Tagged.evidence(key, arrived, pieces[i], withinMillis));
    }
    return all;
  }

  /** Writes and reads evidence. */
  public static final class Wire implements Codec<EvidenceSlot> {
    private static final long serialVersionUID = 1;

    /** For Flink. */
    public Wire() {}

    @Override
    public Class<EvidenceSlot> type() {
      return EvidenceSlot.class;
    }

    @Override
    public void write(EvidenceSlot value, DataOutputView out) throws IOException {
      out.writeLong(value.withinMillis);
      out.writeBoolean(value.counted);
      out.writeInt(value.pieces.length);
      for (long number : value.pieces) {
        out.writeLong(number);
      }
    }

    @Override
    public EvidenceSlot read(DataInputView in, int version) throws IOException {
      long within = in.readLong();
      boolean counted = in.readBoolean();
      long[] pieces = new long[in.readInt()];
      for (int i = 0; i < pieces.length; i++) {
        pieces[i] = in.readLong();
      }
      return new EvidenceSlot(within, counted, pieces);
    }

    @Override
    public EvidenceSlot copy(EvidenceSlot value) {
      return new EvidenceSlot(value.withinMillis, value.counted, value.pieces.clone());
    }
  }
}
