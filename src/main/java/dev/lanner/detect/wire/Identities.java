package dev.lanner.detect.wire;

import dev.lanner.events.decode.EventIdentity;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Identities of events of one sensor and stretch of time. Changed in place. */
public final class Identities {
  private final Set<EventIdentity> seen = new HashSet<>();

  /** Adds one; false if it was there. */
  public boolean add(EventIdentity identity) {
    return seen.add(identity);
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
      out.writeInt(value.seen.size());
      for (EventIdentity identity : value.seen) {
        out.writeLong(identity.high());
        out.writeLong(identity.low());
      }
    }

    @Override
    public Identities read(DataInputView in, int version) throws IOException {
      Identities identities = new Identities();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        identities.seen.add(new EventIdentity(in.readLong(), in.readLong()));
      }
      return identities;
    }

    @Override
    public Identities copy(Identities value) {
      Identities copy = new Identities();
      copy.seen.addAll(value.seen);
      return copy;
    }
  }
}
