package dev.lanner.detect;

import dev.lanner.detect.ActiveRule.ActiveConfirm;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Tagged;
import dev.lanner.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tags candidates and evidence with what must agree between them. */
final class ConfirmTags {
  private ConfirmTags() {}

  /**
   * Sends a candidate on its way: out if no clause asks for evidence, else to where evidence is
   * sought, once a clause. A candidate that lacks a field which evidence is joined by can never be
   * confirmed.
   */
  static void send(
      ActiveRule rule,
      Detection candidate,
      RowView view,
      long sensorTime,
      Consumer<Tagged> tagged,
      Consumer<Count> counts,
      Consumer<Detection> out) {
    List<ActiveConfirm> confirms = rule.confirms();
    int clauses = 0;
    for (int i = 0; i < confirms.size(); i++) {
      if (confirms.get(i).needed(view)) {
        clauses |= 1 << i;
      }
    }
    if (clauses == 0) {
      out.accept(candidate);
      return;
    }
    List<Tagged> all = new ArrayList<>();
    for (int i = 0; i < confirms.size(); i++) {
      if ((clauses & 1 << i) != 0) {
        Optional<String> key = key(rule, i, candidate.cid(), view, Rule.Pair::candidate);
        if (key.isEmpty()) {
          counts.accept(rule.byConfirm());
          return;
        }
        all.add(
            new Tagged(
                key.get(),
                candidate,
                candidate.id(),
                candidate.time(),
                sensorTime,
                confirms.get(i).withinMillis(),
                i,
                clauses));
      }
    }
    all.forEach(tagged);
  }

  /** A piece of evidence; empty if it lacks a field it is joined by. */
  static Optional<Tagged> evidence(
      ActiveRule rule, int clause, String cid, long time, long sensorTime, RowView view) {
    long within = rule.confirms().get(clause).withinMillis();
    return key(rule, clause, cid, view, Rule.Pair::evidence)
        .map(key -> Tagged.evidence(key, time, sensorTime, within));
  }

  /** What candidate and evidence must share; an absent or empty field joins nothing. */
  private static Optional<String> key(
      ActiveRule rule, int clause, String cid, RowView view, Function<Rule.Pair, String> side) {
    List<String> values = new ArrayList<>();
    for (Rule.Pair pair : rule.confirms().get(clause).by()) {
      String text = view.given(side.apply(pair));
      if (text == null) {
        return Optional.empty();
      }
      values.add(text);
    }
    List<String> place = List.of(cid, rule.id(), rule.logicHash(), Integer.toString(clause));
    return Optional.of(Keys.join(values, place));
  }
}
