package dev.lanner.detect.wire;

import dev.lanner.events.decode.EventIdentity;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Identities of events of one sensor and stretch of time. Changed in place.
 *
 * <p>One table of numbers, as this is kept for every candidate of an hour: two longs each, sought
 * from the place that the identity, which is a hash, says, and empty where both are 0.
 */
public final class Identities {
  private static final int LEAST_PLACES = 4;

  private long[] table;
  private int size;

  /** None yet. */
  public Identities() {
    this(LEAST_PLACES);
  }

  private Identities(int places) {
    table = new long[2 * places];
  }

  /** Adds one; false if it was there. */
  public boolean add(EventIdentity identity) {
    if (!put(identity.high(), identity.low())) {
      return false;
    }
    if (4 * size > 3 * places()) {
      grow();
    }
    return true;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Whether one is there. */
  public boolean contains(EventIdentity identity) {
    int place = placeOf(identity.high(), low(identity.high(), identity.low()));
    return table[2 * place] != 0 || table[2 * place + 1] != 0;
  }

  private int places() {
    return table.length / 2;
  }

  private boolean put(long high, long givenLow) {
    long low = low(high, givenLow);
    int place = placeOf(high, low);
    if (table[2 * place] != 0 || table[2 * place + 1] != 0) {
      return false;
    }
    table[2 * place] = high;
    table[2 * place + 1] = low;
    size++;
    return true;
  }

  /** No hash is all zeros but by a chance that need not be cared for. */
  private static long low(long high, long low) {
    return high == 0 && low == 0 ? 1 : low;
  }

  /** Where an identity is, or an empty place where it belongs. */
  private int placeOf(long high, long low) {
    int last = places() - 1;
    int place = (int) low & last;
    while ((table[2 * place] != 0 || table[2 * place + 1] != 0)
        && (table[2 * place] != high || table[2 * place + 1] != low)) {
      place = place + 1 & last;
    }
    return place;
  }

  private void grow() {
    long[] before = table;
    table = new long[2 * before.length];
    size = 0;
    for (int i = 0; i < before.length; i += 2) {
      if (before[i] != 0 || before[i + 1] != 0) {
        put(before[i], before[i + 1]);
      }
    }
  }

  /** Writes and reads identities. */
  public static final class Wire implements Codec<Identities> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Identities> type() {
      return Identities.class;
    }

    @Override
    public void write(Identities value, DataOutputView out) throws IOException {
      out.writeInt(value.size);
      for (int i = 0; i < value.table.length; i += 2) {
        if (value.table[i] != 0 || value.table[i + 1] != 0) {
          out.writeLong(value.table[i]);
          out.writeLong(value.table[i + 1]);
        }
      }
    }

    @Override
    public Identities read(DataInputView in, int version) throws IOException {
      Identities identities = new Identities();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        identities.add(new EventIdentity(in.readLong(), in.readLong()));
      }
      return identities;
    }

    @Override
    public Identities copy(Identities value) {
      Identities copy = new Identities(value.places());
      System.arraycopy(value.table, 0, copy.table, 0, value.table.length);
      copy.size = value.size;
      return copy;
    }
  }
}
