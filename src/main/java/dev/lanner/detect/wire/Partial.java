package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Part of the aggregate of one group, on its way to where the group's window is. Its pane changes
 * when another one is merged into it.
 *
 * @param key what parts are keyed by: a hash of the group. That two groups share one does no harm:
 *     what is kept by key tells them apart by {@code group}.
 * @param group {@link GroupKey#text}
 * @param paneStart where the pane begins, epoch milliseconds
 * @param pane the aggregate
 * @param bar what the windows of its rule must hold
 */
public record Partial(long key, String group, long paneStart, Pane pane, Bar bar) {
  /** A part of the aggregate of a group. */
  public Partial(String group, long paneStart, Pane pane, Bar bar) {
    this(Keys.hash(group), group, paneStart, pane, bar);
  }

  /** Writes and reads partial aggregates. */
  public static final class Wire implements Codec<Partial> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Partial> type() {
      return Partial.class;
    }

    /** The second layout has a bar. */
    @Override
    public int version() {
      return 2;
    }

    /** The key, and the rest as one piece, which is handed on unread while it is sorted. */
    @Override
    public void write(Partial value, DataOutputView out) throws IOException {
      DataOutputSerializer rest = new DataOutputSerializer(512);
      Texts.write(rest, value.group);
      rest.writeLong(value.paneStart);
      value.bar.write(rest);
      value.pane.write(rest);
      out.writeLong(value.key);
      out.writeInt(rest.length());
      out.write(rest.getSharedBuffer(), 0, rest.length());
    }

    @Override
    public void copy(DataInputView in, int version, DataOutputView out) throws IOException {
      if (version < version()) {
        Codec.super.copy(in, version, out);
        return;
      }
      out.writeLong(in.readLong());
      Texts.copy(in, out);
    }

    @Override
    public Partial read(DataInputView in, int version) throws IOException {
      long key = in.readLong();
      byte[] bytes = Texts.readBytes(in);
      DataInputDeserializer rest = new DataInputDeserializer(bytes);
      String group = Texts.read(rest);
      long paneStart = rest.readLong();
      Bar bar = version < 2 ? Bar.NONE : Bar.read(rest);
      return new Partial(key, group, paneStart, new Pane(bytes, rest.getPosition()), bar);
    }
  }
}
