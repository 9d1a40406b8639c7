package dev.lanner.detect.wire;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One firing of a rule; a candidate for one until confirmation and throttle have let it through.
 *
 * @param id 64 hex digits, see {@code DetectionId}
 * @param cid tenant
 * @param rule the rule, as far as outputs show it
 * @param time the event's timestamp, or the end of the window; epoch milliseconds
 * @param windowStart where the window begins, or -1 without a window
 * @param windowEnd where the window ends, or -1 without a window
 * @param key value of the rule's key field, else of the group, else host or sensor; maybe empty
 *     only if an event has none of them
 * @param host what of ComputerName, aid and UserName all events share, as name and value in turn
 * @param columns the row's field names, in order
 * @param values the row's texts, in order
 * @param events ids of its first events
 * @param eventCount how many events there were
 * @param first time of the first event
 * @param last time of the last event
 * @param partial whether a bound was reached, so that it covers part of the input only
 * @param throttle how it is throttled, or null
 * @param heldBack how many of the same throttle key were held back since the one before
 */
public record Detection(
    String id,
    String cid,
    RuleInfo rule,
    long time,
    long windowStart,
    long windowEnd,
    String key,
    List<String> host,
    List<String> columns,
    List<String> values,
    List<String> events,
    long eventCount,
    long first,
    long last,
    boolean partial,
    Throttle throttle,
    long heldBack) {

  /** By time, rule id, id: the order of outputs. */
  public static final Comparator<Detection> ORDER =
      Comparator.comparingLong(Detection::time)
          .thenComparing(detection -> detection.rule.id)
          .thenComparing(Detection::id);

  public Detection {
    host = List.copyOf(host);
    columns = List.copyOf(columns);
    values = List.copyOf(values);
    events = List.copyOf(events);
  }

  /**
   * What of a rule a detection shows.
   *
   * @param id the rule's id
   * @param logicHash the rule's logic
   * @param title the rule's title
   * @param version the rule's version
   * @param level in small letters
   * @param techniques technique ids in the order of the tags
   * @param tactic tactic id, or empty
   */
  public record RuleInfo(
      String id,
      String logicHash,
      String title,
      int version,
      String level,
      List<String> techniques,
      String tactic) {
    public RuleInfo {
      techniques = List.copyOf(techniques);
    }
  }

  /**
   * How a detection is throttled.
   *
   * @param key what shares one throttle: tenant, rule and the values of the throttle's fields, see
   *     {@link Keys}
   * @param periodMillis at most one detection in this time
   * @param holdMillis how much later than its own time a detection of the rule may still come,
   *     because it waits for confirmation
   */
  public record Throttle(String key, long periodMillis, long holdMillis) {}

  /** The same, let through by the throttle after it held back {@code count} others. */
  public Detection afterHolding(long count) {
    return new Detection(
        id,
        cid,
        rule,
        time,
        windowStart,
        windowEnd,
        key,
        host,
        columns,
        values,
        events,
        eventCount,
        first,
        last,
        partial,
        throttle,
        count);
  }

  /** The same, marked as covering part of the input only. */
  public Detection asPartial() {
    return new Detection(
        id,
        cid,
        rule,
        time,
        windowStart,
        windowEnd,
        key,
        host,
        columns,
        values,
        events,
        eventCount,
        first,
        last,
        true,
        throttle,
        heldBack);
  }

  /** Writes and reads detections. */
  public static final class Wire implements Codec<Detection> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Detection> type() {
      return Detection.class;
    }

    @Override
    public void write(Detection value, DataOutputView out) throws IOException {
      Texts.write(out, value.id);
      Texts.write(out, value.cid);
      Texts.write(out, value.rule.id);
      Texts.write(out, value.rule.logicHash);
      Texts.write(out, value.rule.title);
      out.writeInt(value.rule.version);
      Texts.write(out, value.rule.level);
      Texts.writeAll(out, value.rule.techniques);
      Texts.write(out, value.rule.tactic);
      out.writeLong(value.time);
      out.writeLong(value.windowStart);
      out.writeLong(value.windowEnd);
      Texts.write(out, value.key);
      Texts.writeAll(out, value.host);
      Texts.writeAll(out, value.columns);
      Texts.writeAll(out, value.values);
      Texts.writeAll(out, value.events);
      out.writeLong(value.eventCount);
      out.writeLong(value.first);
      out.writeLong(value.last);
      out.writeBoolean(value.partial);
      out.writeBoolean(value.throttle != null);
      if (value.throttle != null) {
        Texts.write(out, value.throttle.key);
        out.writeLong(value.throttle.periodMillis);
        out.writeLong(value.throttle.holdMillis);
      }
      out.writeLong(value.heldBack);
    }

    @Override
    public Detection read(DataInputView in, int version) throws IOException {
      String id = Texts.read(in);
      String cid = Texts.read(in);
      RuleInfo rule =
          new RuleInfo(
              Texts.read(in),
              Texts.read(in),
              Texts.read(in),
              in.readInt(),
              Texts.read(in),
              Texts.readAll(in),
              Texts.read(in));
      return new Detection(
          id,
          cid,
          rule,
          in.readLong(),
          in.readLong(),
          in.readLong(),
          Texts.read(in),
          Texts.readAll(in),
          Texts.readAll(in),
          Texts.readAll(in),
          Texts.readAll(in),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readBoolean(),
          in.readBoolean() ? new Throttle(Texts.read(in), in.readLong(), in.readLong()) : null,
          in.readLong());
    }
  }
}
