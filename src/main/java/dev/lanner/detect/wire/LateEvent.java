package dev.lanner.detect.wire;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An event that came after a window it belongs to had closed.
 *
 * @param time event time, epoch milliseconds
 * @param watermark event time the job had reached, epoch milliseconds
 * @param cid tenant
 * @param aid sensor
 * @param eventId the event's id, else its identity
 * @param identity what tells it from others
 * @param rules ids of the rules whose windows lack it, in order
 */
public record LateEvent(
    long time,
    long watermark,
    String cid,
    String aid,
    String eventId,
    String identity,
    List<String> rules) {
  public LateEvent {
    rules = List.copyOf(rules);
  }

  /** What is known of events that were given up on their way; no rules: nobody knows whose. */
  public static LateEvent givenUp(long time, long watermark, List<String> rules) {
    return new LateEvent(time, watermark, "", "", "", "", rules);
  }

  /** Writes and reads late events. */
  public static final class Wire implements Codec<LateEvent> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<LateEvent> type() {
      return LateEvent.class;
    }

    @Override
    public void write(LateEvent value, DataOutputView out) throws IOException {
      out.writeLong(value.time);
      out.writeLong(value.watermark);
      Texts.write(out, value.cid);
      Texts.write(out, value.aid);
      Texts.write(out, value.eventId);
      Texts.write(out, value.identity);
      Texts.writeAll(out, value.rules);
    }

    @Override
    public LateEvent read(DataInputView in, int version) throws IOException {
      return new LateEvent(
          in.readLong(),
          in.readLong(),
          Texts.read(in),
          Texts.read(in),
          Texts.read(in),
          Texts.read(in),
          Texts.readAll(in));
    }
  }
}
