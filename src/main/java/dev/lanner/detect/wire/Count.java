package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A change of one number of the account, see {@code Counters} for their names.
 *
 * @param counter which number
 * @param value what is added to it, or what it is at least
 * @param largest whether the number is the largest value seen and not a sum
 */
public record Count(String counter, long value, boolean largest) {
  /** Adds to a sum. */
  public static Count add(String counter, long value) {
    return new Count(counter, value, false);
  }

  /** Raises a maximum. */
  public static Count atLeast(String counter, long value) {
    return new Count(counter, value, true);
  }

  /** This and {@code other}, of the same counter, as one. */
  public Count plus(Count other) {
    return new Count(
        counter, largest ? Math.max(value, other.value) : value + other.value, largest);
  }

  /** Writes and reads counts. */
  public static final class Wire implements Codec<Count> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Count> type() {
      return Count.class;
    }

    @Override
    public void write(Count value, DataOutputView out) throws IOException {
      Texts.write(out, value.counter);
      out.writeLong(value.value);
      out.writeBoolean(value.largest);
    }

    @Override
    public Count read(DataInputView in, int version) throws IOException {
      return new Count(Texts.read(in), in.readLong(), in.readBoolean());
    }
  }
}
