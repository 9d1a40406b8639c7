package dev.lanner.detect.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PaneTest {
  private static final Pane.Wire WIRE = new Pane.Wire();

  /** A pane as the first layout has it. */
  private static byte[] first() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    Texts.writeBytes(out, new byte[] {7});
    new Envelope(0).write(out);
    return out.getCopyOfBuffer();
  }

  private static Pane read(byte[] bytes, int version) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Pane pane = WIRE.read(in, version);
    assertEquals(0, in.available());
    return pane;
  }

  @Test
  void nothingWasCountedForAPaneOfTheFirstLayout() throws IOException {
    assertEquals(0, read(first(), 1).counted());
  }

  @Test
  void whatWasCountedStaysInStateAndDoesNotTravel() throws IOException {
    Pane pane = read(first(), 1);
    pane.setCounted(123);
    assertEquals(123, WIRE.copy(pane).counted());
    assertEquals(0, pane.copy().counted());
    DataOutputSerializer out = new DataOutputSerializer(64);
    WIRE.write(pane, out);
    assertEquals(first().length + 4, out.length());
    assertEquals(123, read(out.getCopyOfBuffer(), WIRE.version()).counted());
  }
}
