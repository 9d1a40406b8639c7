package dev.lanner.detect.wire;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * All rules that run from now on: a change of rules is one such element, complete and checked
 * before it is sent.
 *
 * @param number grows with every change
 * @param rules in the order of their ids; a candidate names its rule by the place in this list
 */
public record RuleSetDelta(long number, List<RuleText> rules) implements Serializable {
  public RuleSetDelta {
    rules = List.copyOf(rules);
  }

  /**
   * A rule as it travels.
   *
   * @param id the rule's id
   * @param logicHash what its state is kept under
   * @param text the rule with its settings, see {@code RuleJson}
   */
  public record RuleText(String id, String logicHash, String text) implements Serializable {}

  /** Writes and reads rule sets. */
  public static final class Wire implements Codec<RuleSetDelta> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<RuleSetDelta> type() {
      return RuleSetDelta.class;
    }

    @Override
    public void write(RuleSetDelta value, DataOutputView out) throws IOException {
      out.writeLong(value.number);
      out.writeInt(value.rules.size());
      for (RuleText rule : value.rules) {
        Texts.write(out, rule.id);
        Texts.write(out, rule.logicHash);
        Texts.write(out, rule.text);
      }
    }

    @Override
    public RuleSetDelta read(DataInputView in, int version) throws IOException {
      long number = in.readLong();
      int size = in.readInt();
      List<RuleText> rules = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        rules.add(new RuleText(Texts.read(in), Texts.read(in), Texts.read(in)));
      }
      return new RuleSetDelta(number, rules);
    }
  }
}
