package dev.lanner.detect.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What is remembered of the events of a group beside its aggregate: how many, first and last time,
 * the first {@value #MAX_EVENTS} of them by (time, id), and the value of each envelope field as
 * long as all events agree on it.
 *
 * <p>Adding and merging are commutative and associative. Changed in place; not thread-safe.
 */
public final class Envelope {
  /** How many events a detection names. */
  public static final int MAX_EVENTS = 20;

  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long lastSensor = Long.MIN_VALUE;

  /** The first {@link #kept}, ascending and different. */
  private EventRef[] events = new EventRef[1];

  private int kept;
  private final String[] values;
  private final boolean[] several;

  /** An empty envelope for {@code fields} fields. */
  public Envelope(int fields) {
    values = new String[fields];
    several = new boolean[fields];
  }

  /**
   * Adds an event.
   *
   * @param event when it came and what it is called
   * @param sensorTime when it happened on the host, epoch milliseconds
   * @param fieldValues the values of the fields, null where it lacks one
   */
  public void add(EventRef event, long sensorTime, String[] fieldValues) {
    count++;
    lastSensor = Math.max(lastSensor, sensorTime);
    first = Math.min(first, event.time());
    last = Math.max(last, event.time());
    keep(event);
    for (int i = 0; i < values.length; i++) {
      see(i, fieldValues[i]);
    }
  }

  /** Adds all that {@code other}, for the same fields, has seen. */
  public void merge(Envelope other) {
    count += other.count;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
    lastSensor = Math.max(lastSensor, other.lastSensor);
    for (int i = 0; i < other.kept; i++) {
      keep(other.events[i]);
    }
    for (int i = 0; i < values.length; i++) {
      several[i] |= other.several[i];
      see(i, other.values[i]);
    }
  }

  private void keep(EventRef event) {
    int at = kept;
    while (at > 0) {
      int order = events[at - 1].compareTo(event);
      if (order == 0) {
        return;
      }
      if (order < 0) {
        break;
      }
      at--;
    }
    if (at == MAX_EVENTS) {
      return;
    }
    if (kept < MAX_EVENTS) {
      if (kept == events.length) {
        events = Arrays.copyOf(events, Math.min(MAX_EVENTS, 4 * kept));
      }
      kept++;
    }
    System.arraycopy(events, at, events, at + 1, kept - 1 - at);
    events[at] = event;
  }

  private void see(int field, String value) {
    if (several[field]) {
      values[field] = null;
    } else if (value != null) {
      if (values[field] == null) {
        values[field] = value;
      } else if (!values[field].equals(value)) {
        several[field] = true;
        values[field] = null;
      }
    }
  }

  /** How many events there were. */
  public long count() {
    return count;
  }

  /** Time of the first event, epoch milliseconds. */
  public long first() {
    return first;
  }

  /** Time of the last event, epoch milliseconds. */
  public long last() {
    return last;
  }

  /** When the last event happened on its host, epoch milliseconds. */
  public long lastSensor() {
    return lastSensor;
  }

  /** Ids of the first events. */
  public List<String> eventIds() {
    return Arrays.stream(events, 0, kept).map(EventRef::id).toList();
  }

  /** The value of a field, or null if no event has it or events differ. */
  public String value(int field) {
    return values[field];
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeLong(first);
    out.writeLong(last);
    out.writeLong(lastSensor);
    out.writeInt(kept);
    for (int i = 0; i < kept; i++) {
      out.writeLong(events[i].time());
      Texts.write(out, events[i].id());
    }
    out.writeInt(values.length);
    for (int i = 0; i < values.length; i++) {
      out.writeBoolean(several[i]);
      Texts.write(out, values[i]);
    }
  }

  /** The {@link #count} of an envelope that was written at a place. */
  static long count(ByteBuffer written, int at) {
    return written.getLong(at);
  }

  static Envelope read(DataInput in) throws IOException {
    long count = in.readLong();
    long first = in.readLong();
    long last = in.readLong();
    long lastSensor = in.readLong();
    int size = in.readInt();
    EventRef[] events = new EventRef[Math.max(1, size)];
    for (int i = 0; i < size; i++) {
      events[i] = new EventRef(in.readLong(), Texts.read(in));
    }
    Envelope envelope = new Envelope(in.readInt());
    for (int i = 0; i < envelope.values.length; i++) {
      envelope.several[i] = in.readBoolean();
      envelope.values[i] = Texts.read(in);
    }
    envelope.count = count;
    envelope.first = first;
    envelope.last = last;
    envelope.lastSensor = lastSensor;
    envelope.events = events;
    envelope.kept = size;
    return envelope;
  }
}
