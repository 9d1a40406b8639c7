package dev.lanner.job.live;

import dev.lanner.detect.wire.Codec;
import dev.lanner.detect.wire.CodecType;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.sink.OutputLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What became of one look at the rules.
 *
 * @param set the complete set that runs from now on; empty if the one before stays
 * @param audit what to tell about it
 */
record RuleNews(Optional<RuleSetDelta> set, List<OutputLine> audit) {
  static final CodecType<RuleNews> TYPE = CodecType.of(new Wire());

  RuleNews {
    audit = List.copyOf(audit);
  }

  /** Writes and reads news. */
  static final class Wire implements Codec<RuleNews> {
    private static final long serialVersionUID = 1;

    private static final RuleSetDelta.Wire SETS = new RuleSetDelta.Wire();
    private static final OutputLine.Wire LINES = new OutputLine.Wire();

    @Override
    public Class<RuleNews> type() {
      return RuleNews.class;
    }

    @Override
    public void write(RuleNews value, DataOutputView out) throws IOException {
      out.writeBoolean(value.set.isPresent());
      if (value.set.isPresent()) {
        SETS.write(value.set.get(), out);
      }
      out.writeInt(value.audit.size());
      for (OutputLine line : value.audit) {
        LINES.write(line, out);
      }
    }

    @Override
    public RuleNews read(DataInputView in, int version) throws IOException {
      Optional<RuleSetDelta> set =
          in.readBoolean() ? Optional.of(SETS.read(in, SETS.version())) : Optional.empty();
      int lines = in.readInt();
      List<OutputLine> audit = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        audit.add(LINES.read(in, LINES.version()));
      }
      return new RuleNews(set, audit);
    }
  }
}
