package dev.lanner.detect;

import dev.lanner.cql.event.Row;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Detection.Throttle;
import dev.lanner.detect.wire.Envelope;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.Keys;
import dev.lanner.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a detection of a finished row: names it, finds its key, notes what throttles it.
 *
 * @param confirmHoldMillis how long a candidate may wait for evidence
 */
record DetectionMaker(long confirmHoldMillis) {

  /** A detection of one event; {@code view} is the row before the event. */
  Detection ofEvent(
      ActiveRule rule, String cid, long time, String identity, int ordinal, Row row, RowView view) {
    String id = view.given("id");
    String key =
        rule.key()
            .map(view::given)
            .or(() -> Optional.ofNullable(view.given("ComputerName")))
            .or(() -> Optional.ofNullable(view.given("aid")))
            .orElse(cid);
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    fill(rule, row, columns, values);
    return new Detection(
        DetectionId.ofEvent(cid, rule, identity, ordinal),
        cid,
        rule.info(),
        time,
        -1,
        -1,
        key,
        host(view),
        columns,
        values,
        List.of(id == null ? identity : id),
        1,
        time,
        time,
        false,
        throttle(rule, cid, view, List.of()),
        0);
  }

  /** A detection of a row of a window; {@code view} is the row before the envelope of its group. */
  Detection ofWindow(
      ActiveRule rule,
      GroupKey group,
      long start,
      long end,
      int ordinal,
      Row row,
      RowView view,
      Envelope envelope,
      boolean partial) {
    String groupKey = String.join(",", group.group());
    String key =
        rule.key()
            .map(view::given)
            .or(() -> Optional.of(groupKey).filter(text -> !text.isEmpty()))
            .or(() -> Optional.ofNullable(view.given("ComputerName")))
            .or(() -> Optional.ofNullable(view.given("aid")))
            .orElse(group.cid());
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    fill(rule, row, columns, values);
    return new Detection(
        DetectionId.ofWindow(group, start, end, ordinal),
        group.cid(),
        rule.info(),
        end,
        start,
        end,
        key,
        host(view),
        columns,
        values,
        envelope.eventIds(),
        envelope.count(),
        envelope.first(),
        envelope.last(),
        partial,
        throttle(rule, group.cid(), view, group.group()),
        0);
  }

  /** The columns of the last projection first, in its order, then what later steps added. */
  private static void fill(ActiveRule rule, Row row, List<String> columns, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String column : rule.query().columns()) {
      String text = row.text(column);
      if (text != null && seen.add(column)) {
        columns.add(column);
        values.add(text);
      }
    }
    row.forEach(
        (name, text) -> {
          if (seen.add(name)) {
            columns.add(name);
            values.add(text);
          }
        });
  }

  private static List<String> host(RowView view) {
    List<String> host = new ArrayList<>();
    for (String field : ActiveRule.HOST_FIELDS) {
      String text = view.given(field);
      if (text != null) {
        host.add(field);
        host.add(text);
      }
    }
    return host;
  }

  private Throttle throttle(ActiveRule rule, String cid, RowView view, List<String> group) {
    List<String> head = List.of(cid, rule.id(), rule.logicHash());
    long hold = rule.confirms().isEmpty() ? 0 : confirmHoldMillis;
    if (rule.throttledByGroup()) {
      return new Throttle(Keys.join(head, group), rule.windowMillis(), hold);
    }
    Optional<Rule.Throttle> throttle = rule.throttle();
    if (throttle.isEmpty()) {
      return null;
    }
    List<String> values = new ArrayList<>();
    for (String field : throttle.get().fields()) {
      String text = view.given(field);
      values.add(text == null ? "" : text);
    }
    return new Throttle(Keys.join(head, values), throttle.get().period().toMillis(), hold);
  }
}
