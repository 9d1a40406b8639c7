package dev.lanner.detect;

import dev.lanner.cql.event.Row;
import dev.lanner.detect.wire.ClosedGroup;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Envelope;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.Tagged;
import java.util.function.Consumer;
import org.apache.flink.util.Collector;

/**
 * Turns the finished rows of a closed window into detections: counts them, applies the exceptions
 * that look at rows. Not thread-safe.
 */
final class WindowRows {
  private final DetectionMaker maker;
  private ActiveRule rule;
  private GroupKey group;
  private long start;
  private long end;
  private Envelope envelope;
  private boolean partial;
  private int ordinal;

  WindowRows(DetectionMaker maker) {
    this.maker = maker;
  }

  /** The rows that follow come from this group. */
  void of(ActiveRule newRule, GroupKey newGroup, ClosedGroup closed, boolean newPartial) {
    of(newRule, newGroup, closed.start(), closed.end(), closed.pane().envelope(), newPartial, 0);
  }

  /** The rows that follow come from this group; the first of them has the place {@code first}. */
  void of(
      ActiveRule newRule,
      GroupKey newGroup,
      long newStart,
      long newEnd,
      Envelope newEnvelope,
      boolean newPartial,
      int first) {
    rule = newRule;
    group = newGroup;
    start = newStart;
    end = newEnd;
    envelope = newEnvelope;
    partial = newPartial;
    ordinal = first;
  }

  /** Takes a finished row. */
  void take(Row row, Consumer<Tagged> tagged, Consumer<Count> counts, Collector<Detection> out) {
    counts.accept(rule.candidate());
    RowView view =
        new RowView(row.fields())
            .of(row, new EnvelopeFields(row.fields(), rule.envelopeFields()).of(envelope));
    int place = ordinal++;
    if (rule.exceptsRow(view, end)) {
      counts.accept(rule.byException());
    } else {
      Detection detection =
          maker.ofWindow(rule, group, start, end, place, row, view, envelope, partial);
      ConfirmTags.send(rule, detection, view, envelope.lastSensor(), tagged, counts, out::collect);
    }
  }
}
