package dev.lanner.correlate;

import dev.lanner.detect.wire.Codec;
import dev.lanner.detect.wire.CodecType;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Evidence of many keys that nobody has asked for, of which is kept what a verdict hangs on: a hash
 * of the key, the sensor time, and the second of arrival. One array of numbers, in the order in
 * which they came. Changed in place.
 */
final class HeldEvidence {
  static final CodecType<HeldEvidence> TYPE = CodecType.of(new Wire());

  /** How many bytes of state a piece takes. */
  static final int PIECE_BYTES = 3 * Long.BYTES;

  private static final int PIECE = 3;
  private static final int LEAST = 2 * PIECE;

  private long[] numbers = new long[LEAST];
  private int length;

  /** Receives pieces that are taken. */
  interface Taker {
    void piece(long sensorTime, long second);
  }

  int size() {
    return length / PIECE;
  }

  void add(long keyHash, long sensorTime, long second) {
    if (length == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * length);
    }
    numbers[length] = keyHash;
    numbers[length + 1] = sensorTime;
    numbers[length + 2] = second;
    length += PIECE;
  }

  /** Takes the pieces of a key that arrived in these seconds, both included; how many. */
  int take(long keyHash, long firstSecond, long lastSecond, Taker taker) {
    int kept = 0;
    for (int i = 0; i < length; i += PIECE) {
      long second = numbers[i + 2];
      if (numbers[i] == keyHash && second >= firstSecond && second <= lastSecond) {
        taker.piece(numbers[i + 1], second);
      } else {
        if (kept < i) {
          System.arraycopy(numbers, i, numbers, kept, PIECE);
        }
        kept += PIECE;
      }
    }
    int taken = (length - kept) / PIECE;
    length = kept;
    return taken;
  }

  /** Writes and reads evidence. */
  public static final class Wire implements Codec<HeldEvidence> {
    private static final long serialVersionUID = 1;

    /** For Flink. */
    public Wire() {}

    @Override
    public Class<HeldEvidence> type() {
      return HeldEvidence.class;
    }

    @Override
    public void write(HeldEvidence value, DataOutputView out) throws IOException {
      out.writeInt(value.size());
      for (int i = 0; i < value.length; i++) {
        out.writeLong(value.numbers[i]);
      }
    }

    @Override
    public HeldEvidence read(DataInputView in, int version) throws IOException {
      HeldEvidence evidence = new HeldEvidence();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        evidence.add(in.readLong(), in.readLong(), in.readLong());
      }
      return evidence;
    }

    @Override
    public HeldEvidence copy(HeldEvidence value) {
      HeldEvidence copy = new HeldEvidence();
      copy.numbers = Arrays.copyOf(value.numbers, value.numbers.length);
      copy.length = value.length;
      return copy;
    }
  }
}
