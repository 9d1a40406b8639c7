package dev.lanner.detect.wire;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A subtask evaluates events by a rule set from now on. It says so in the order of its events and
 * watermarks.
 *
 * @param set number of the set
 * @param subtask which one
 * @param subtasks how many there are
 * @param largest the largest event time it saw before, epoch milliseconds; {@link Long#MIN_VALUE}
 *     if no event was evaluated by another set
 * @param rules those of the set
 */
public record RulesApplied(long set, int subtask, int subtasks, long largest, List<Applied> rules) {
  public RulesApplied {
    rules = List.copyOf(rules);
  }

  /**
   * What coverage asks of a rule.
   *
   * @param id of the rule
   * @param version of the rule
   * @param logic hash of its logic
   * @param title of the rule
   * @param windowMillis length of its window, 0 without one
   * @param slideMillis distance of windows, 0 without one
   * @param confirmed whether evidence is asked for
   */
  public record Applied(
      String id,
      int version,
      String logic,
      String title,
      long windowMillis,
      long slideMillis,
      boolean confirmed)
      implements Serializable {}

  /** Writes and reads them. */
  public static final class Wire implements Codec<RulesApplied> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<RulesApplied> type() {
      return RulesApplied.class;
    }

    @Override
    public void write(RulesApplied value, DataOutputView out) throws IOException {
      out.writeLong(value.set);
      out.writeInt(value.subtask);
      out.writeInt(value.subtasks);
      out.writeLong(value.largest);
      out.writeInt(value.rules.size());
      for (Applied rule : value.rules) {
        Texts.write(out, rule.id);
        out.writeInt(rule.version);
        Texts.write(out, rule.logic);
        Texts.write(out, rule.title);
        out.writeLong(rule.windowMillis);
        out.writeLong(rule.slideMillis);
        out.writeBoolean(rule.confirmed);
      }
    }

    @Override
    public RulesApplied read(DataInputView in, int version) throws IOException {
      long set = in.readLong();
      int subtask = in.readInt();
      int subtasks = in.readInt();
      long largest = in.readLong();
      List<Applied> rules = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        rules.add(
            new Applied(
                Texts.read(in),
                in.readInt(),
                Texts.read(in),
                Texts.read(in),
                in.readLong(),
                in.readLong(),
                in.readBoolean()));
      }
      return new RulesApplied(set, subtask, subtasks, largest, rules);
    }
  }
}
