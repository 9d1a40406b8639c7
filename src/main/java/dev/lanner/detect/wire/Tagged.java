package dev.lanner.detect.wire;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A candidate that waits for evidence, or a piece of evidence: what the confirming pattern sees.
 *
 * @param key what must agree: the values of {@code by}, then tenant, rule, logic and place of the
 *     clause in the rule
 * @param candidate the candidate; null for evidence
 * @param id the candidate's id; evidence has none
 * @param time event time, epoch milliseconds
 * @param sensorTime when it happened on the host, epoch milliseconds
 * @param withinMillis the largest distance by sensor time, inclusive
 * @param clause place of the candidate's clause in the rule, from 0
 * @param clauses the clauses that the candidate needs, as bits
 */
public record Tagged(
    String key,
    Detection candidate,
    String id,
    long time,
    long sensorTime,
    long withinMillis,
    int clause,
    int clauses) {

  /** By time, candidates before evidence, then by id: equal only for evidence of one time. */
  public static final Comparator<Tagged> ORDER =
      Comparator.comparingLong(Tagged::time)
          .thenComparing(Tagged::isEvidence)
          .thenComparing(Tagged::id);

  /** A piece of evidence. */
  public static Tagged evidence(String key, long time, long sensorTime, long withinMillis) {
    return new Tagged(key, null, "", time, sensorTime, withinMillis, 0, 0);
  }

  /** The rule, of which the key tells. */
  public String ruleId() {
    return ruleId(key);
  }

  /** The rule that a {@link #key} tells of. */
  public static String ruleId(String key) {
    List<String> parts = Keys.split(key);
    return parts.get(parts.size() - 3);
  }

  /** Whether this is evidence and not a candidate. */
  public boolean isEvidence() {
    return candidate == null;
  }

  static void write(Tagged value, DataOutputView out) throws IOException {
    Texts.write(out, value.key);
    out.writeBoolean(value.candidate != null);
    if (value.candidate != null) {
      new Detection.Wire().write(value.candidate, out);
    }
    Texts.write(out, value.id);
    out.writeLong(value.time);
    out.writeLong(value.sensorTime);
    out.writeLong(value.withinMillis);
    out.writeInt(value.clause);
    out.writeInt(value.clauses);
  }

  static Tagged read(DataInputView in) throws IOException {
    String key = Texts.read(in);
    Detection candidate = in.readBoolean() ? new Detection.Wire().read(in, 1) : null;
    return new Tagged(
        key,
        candidate,
        Texts.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readInt());
  }

  /** Writes and reads candidates and evidence. */
  public static final class Wire implements Codec<Tagged> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Tagged> type() {
      return Tagged.class;
    }

    @Override
    public void write(Tagged value, DataOutputView out) throws IOException {
      Tagged.write(value, out);
    }

    @Override
    public Tagged read(DataInputView in, int version) throws IOException {
      return Tagged.read(in);
    }
  }
}
