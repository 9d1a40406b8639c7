package dev.lanner.correlate;

import dev.lanner.detect.wire.Codec;
import dev.lanner.detect.wire.CodecType;
import dev.lanner.detect.wire.Tagged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The candidates that arrived for one key in one second. A savepoint of a build that kept evidence
 * here, too, may bring some. Changed in place.
 */
final class Slot {
  static final CodecType<Slot> TYPE = CodecType.of(new Wire());

  private final List<Tagged> records = new ArrayList<>();

  void add(Tagged tagged) {
    records.add(tagged);
  }

  /** The records, in order. */
  List<Tagged> records() {
    List<Tagged> ordered = new ArrayList<>(records);
    ordered.sort(Tagged.ORDER);
    return ordered;
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
      out.writeInt(value.records.size());
      for (Tagged tagged : value.records) {
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
      copy.records.addAll(value.records);
      return copy;
    }
  }
}
