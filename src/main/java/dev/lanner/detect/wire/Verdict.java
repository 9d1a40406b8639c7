package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is known of a candidate for one of its clauses.
 *
 * @param tagged the candidate
 * @param kind what became of it
 */
public record Verdict(Tagged tagged, Kind kind) {
  /** What became of a candidate. */
  public enum Kind {
    /** It waits for evidence from now on. */
    WAITING,
    /** Evidence was found. */
    CONFIRMED,
    /** It passes without evidence, because its key is at its bound. */
    UNCHECKED
  }

  /** Writes and reads verdicts. */
  public static final class Wire implements Codec<Verdict> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Verdict> type() {
      return Verdict.class;
    }

    @Override
    public void write(Verdict value, DataOutputView out) throws IOException {
      Tagged.write(value.tagged, out);
      out.writeUTF(value.kind.name());
    }

    @Override
    public Verdict read(DataInputView in, int version) throws IOException {
      return new Verdict(Tagged.read(in), Kind.valueOf(in.readUTF()));
    }
  }
}
