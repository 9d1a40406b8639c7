package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a window must hold before it can come to anything.
 *
 * @param quorum how many events, at least 1: with fewer no row comes through the rule's query
 * @param windowMillis how long the window is
 * @param slides whether windows overlap
 */
public record Bar(int quorum, long windowMillis, boolean slides) {
  /** Any window may come to something. */
  public static final Bar NONE = new Bar(1, 0, false);

  public Bar {
    if (quorum < 1) {
      throw new IllegalArgumentException("a quorum of " + quorum);
    }
  }

  void write(DataOutputView out) throws IOException {
    out.writeInt(slides ? -quorum : quorum);
    out.writeLong(windowMillis);
  }

  static Bar read(DataInputView in) throws IOException {
    int quorum = in.readInt();
    return new Bar(Math.abs(quorum), in.readLong(), quorum < 0);
  }
}
