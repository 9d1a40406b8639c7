package dev.lanner.detect.wire;

import dev.lanner.cql.run.Accumulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The aggregate of one group over one pane of a window, with its {@link Envelope}.
 *
 * <p>The aggregate is a live object while it stays on one heap, and bytes after it travelled or
 * came out of a snapshot; it becomes live again when someone who knows the rule asks. Changed in
 * place by {@link #merge}: whoever hands one on uses it no more.
 */
public final class Pane {
  private Accumulator live;
  private byte[] bytes;
  private Envelope envelope;

  /** All of it as {@link #write} gives it, until somebody looks into it. */
  private byte[] unread;

  private int unreadFrom;
  private int counted;

  /** A pane around a live aggregate. */
  public Pane(Accumulator live, Envelope envelope) {
    this.live = live;
    this.envelope = envelope;
  }

  private Pane(byte[] bytes, Envelope envelope) {
    this.bytes = bytes;
    this.envelope = envelope;
  }

  /** A pane that was written from {@code unreadFrom} on to the end of {@code unread}. */
  Pane(byte[] unread, int unreadFrom) {
    this.unread = unread;
    this.unreadFrom = unreadFrom;
  }

  private void look() {
    if (unread == null) {
      return;
    }
    try {
      DataInputDeserializer in = new DataInputDeserializer(unread, unreadFrom, unreadLength());
      bytes = Texts.readBytes(in);
      envelope = Envelope.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("a part of an aggregate cannot be read", e);
    }
    unread = null;
  }

  private int unreadLength() {
    return unread.length - unreadFrom;
  }

  /** Whether the aggregate is an object now. */
  public boolean isLive() {
    return live != null;
  }

  /** The aggregate; {@code empty} makes one of its rule's kind if it has to be read from bytes. */
  public Accumulator aggregate(Supplier<Accumulator> empty) {
    look();
    if (live == null) {
      Accumulator read = empty.get();
      try {
        read.read(new DataInputDeserializer(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException("the state of an aggregate cannot be read", e);
      }
      live = read;
      bytes = null;
    }
    return live;
  }

  /** What is known of the events. */
  public Envelope envelope() {
    look();
    return envelope;
  }

  /** How many events there were: the envelope's count, which is had without reading the rest. */
  public long count() {
    if (unread == null) {
      return envelope.count();
    }
    ByteBuffer all = ByteBuffer.wrap(unread);
    int aggregate = all.getInt(unreadFrom);
    return Envelope.count(all, unreadFrom + Integer.BYTES + aggregate);
  }

  /** How many bytes of state were last counted for it; 0 before that, and after it travelled. */
  public int counted() {
    return counted;
  }

  /** So many bytes of state are counted for it from now on. */
  public void setCounted(int newBytes) {
    counted = newBytes;
  }

  /** Adds what {@code other} has seen, which is used up. */
  public void merge(Pane other, Supplier<Accumulator> empty) {
    aggregate(empty).merge(other.aggregate(empty));
    envelope.merge(other.envelope());
  }

  /** A pane of its own with the same content. */
  public Pane copy() {
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      write(out);
      return read(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new UncheckedIOException("the state of an aggregate cannot be written", e);
    }
  }

  void write(DataOutputView out) throws IOException {
    if (unread != null) {
      out.write(unread, unreadFrom, unreadLength());
      return;
    }
    byte[] state = bytes;
    if (state == null) {
      DataOutputSerializer buffer = new DataOutputSerializer(64);
      live.write(buffer);
      state = buffer.getCopyOfBuffer();
    }
    Texts.writeBytes(out, state);
    envelope.write(out);
  }

  static Pane read(DataInputView in) throws IOException {
    byte[] state = Texts.readBytes(in);
    return new Pane(state, Envelope.read(in));
  }

  /** Writes and reads panes in state. */
  public static final class Wire implements Codec<Pane> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Pane> type() {
      return Pane.class;
    }

    /** The second layout knows what was counted. */
    @Override
    public int version() {
      return 2;
    }

    @Override
    public void write(Pane value, DataOutputView out) throws IOException {
      value.write(out);
      out.writeInt(value.counted);
    }

    @Override
    public Pane read(DataInputView in, int version) throws IOException {
      Pane pane = Pane.read(in);
      pane.counted = version < 2 ? 0 : in.readInt();
      return pane;
    }

    @Override
    public Pane copy(Pane value) {
      Pane copy = value.copy();
      copy.counted = value.counted;
      return copy;
    }
  }
}
