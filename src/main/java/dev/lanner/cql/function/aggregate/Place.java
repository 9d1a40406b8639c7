package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.run.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a row stands among the others of an aggregate, in time order.
 *
 * @param time {@code @timestamp} in epoch milliseconds; {@link #UNTIMED} for a row without one,
 *     which comes after all others
 * @param id the event's identity, which orders events of one millisecond; empty if unknown
 * @param sequence how many rows came before; 0 where that must not show
 */
public record Place(long time, String id, long sequence) implements Comparable<Place> {
  /** The time of a row that has none. */
  public static final long UNTIMED = Long.MAX_VALUE;

  @Override
  public int compareTo(Place other) {
    int order = Long.compare(time, other.time);
    if (order == 0) {
      order = id.compareTo(other.id);
    }
    return order != 0 ? order : Long.compare(sequence, other.sequence);
  }

  /** This place in a sequence that comes behind {@code rows} others. */
  public Place behind(long rows) {
    return time == UNTIMED ? new Place(time, id, sequence + rows) : this;
  }

  /** Writes the place. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(time);
    Wire.writeText(id, out);
    out.writeLong(sequence);
  }

  /** Reads what {@link #write} wrote. */
  public static Place read(DataInput in) throws IOException {
    return new Place(in.readLong(), Wire.readText(in), in.readLong());
  }
}
