package dev.lanner.job.live;

import dev.lanner.detect.wire.RuleSetDelta;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * All there is to read of rules.
 *
 * @param last the set that was sent last; empty before the first
 */
record RulesSplit(Optional<RuleSetDelta> last) implements SourceSplit {
  @Override
  public String splitId() {
    return "rules";
  }

  /** Writes and reads splits. */
  static final class Serializer implements SimpleVersionedSerializer<RulesSplit> {
    private static final RuleSetDelta.Wire SETS = new RuleSetDelta.Wire();

    @Override
    public int getVersion() {
      return SETS.version();
    }

    @Override
    public byte[] serialize(RulesSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(1024);
      out.writeBoolean(split.last.isPresent());
      if (split.last.isPresent()) {
        SETS.write(split.last.get(), out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public RulesSplit deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      return new RulesSplit(
          in.readBoolean() ? Optional.of(SETS.read(in, version)) : Optional.empty());
    }
  }

  /** Writes and reads whether the split was handed out. */
  static final class Assigned implements SimpleVersionedSerializer<Boolean> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Boolean assigned) {
      return new byte[] {(byte) (assigned ? 1 : 0)};
    }

    @Override
    public Boolean deserialize(int version, byte[] bytes) {
      return bytes[0] == 1;
    }
  }
}
