package dev.lanner.detect.bounded;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps records until all have been seen, and lets those through of whose kind there are enough.
 * All records of one key must come to one instance. Their order changes: those that wait come at
 * the end.
 *
 * <p>What waits is counted in 16 MB, whatever there is of it: with far more kinds than that, more
 * gets through than has to.
 *
 * @param <T> the type of record
 */
public final class ScreenOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private static final int TALLY_BITS = 24;

  private final Screening<T> screening;
  private final TypeSerializer<T> serializer;

  private transient Tally tally;
  private transient Spool spool;
  private transient DataOutputSerializer bytes;

  /** Screens records that are written in between by {@code serializer}. */
  public ScreenOperator(Screening<T> screening, TypeSerializer<T> serializer) {
    this.screening = screening;
    this.serializer = serializer;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tally = new Tally(TALLY_BITS);
    String[] folders =
        getContainingTask().getEnvironment().getIOManager().getSpillingDirectoriesPaths();
    spool = new Spool(Path.of(folders[0]));
    bytes = new DataOutputSerializer(512);
  }

  @Override
  public void processElement(StreamRecord<T> element) throws IOException {
    T value = element.getValue();
    long key = screening.key(value);
    long stretch = screening.stretch(value);
    tally.add(place(key, stretch), screening.adds(value));
    int needs = screening.needs(value);
    if (needs == 0) {
      output.collect(element);
      return;
    }
    bytes.clear();
    serializer.serialize(value, bytes);
    DataOutputSerializer entry = spool.entry();
    entry.writeLong(key);
    entry.writeLong(stretch);
    entry.writeInt(screening.reachesOver(value) ? -needs : needs);
    entry.writeLong(element.getTimestamp());
    entry.writeInt(bytes.length());
    entry.write(bytes.getSharedBuffer(), 0, bytes.length());
    spool.written();
  }

  private static long place(long key, long stretch) {
    return key + stretch * 0xc2b2ae3d27d4eb4fL;
  }

  @Override
  public void endInput() throws IOException {
    DataInputStream in = spool.read();
    DataInputDeserializer record = new DataInputDeserializer();
    while (true) {
      byte[] head = in.readNBytes(Long.BYTES);
      if (head.length == 0) {
        return;
      }
      record.setBuffer(head);
      long key = record.readLong();
      long stretch = in.readLong();
      int needs = in.readInt();
      long timestamp = in.readLong();
      int length = in.readInt();
      if (enough(key, stretch, needs)) {
        record.setBuffer(in.readNBytes(length));
        output.collect(new StreamRecord<>(serializer.deserialize(record), timestamp));
      } else {
        in.skipNBytes(length);
      }
    }
  }

  private boolean enough(long key, long stretch, int needs) {
    int there = tally.count(place(key, stretch));
    if (needs < 0) {
      there += tally.count(place(key, stretch - 1)) + tally.count(place(key, stretch + 1));
    }
    return there >= Math.min(Tally.MOST, Math.abs(needs));
  }

  @Override
  public void close() throws Exception {
    if (spool != null) {
      spool.close();
    }
    super.close();
  }
}
