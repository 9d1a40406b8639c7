package dev.lanner.job;

import dev.lanner.correlate.ConfirmSettings;
import dev.lanner.coverage.LiveProgress.Ran;
import dev.lanner.coverage.RuleReach;
import dev.lanner.coverage.RuleVersion;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.util.List;

/** Rules as the coverage ledger sees them. */
public final class CoveredRules {
  private CoveredRules() {}

  /**
   * The rules of a set.
   *
   * @param confirmHorizon how far apart candidate and evidence may arrive
   */
  public static List<Ran> of(RuleSetDelta set, Duration confirmHorizon) {
    return set.rules().stream()
        .map(
            text -> {
              Rule rule = RuleJson.read(text.text());
              return new Ran(
                  new RuleVersion(rule.id(), rule.version(), text.logicHash(), rule.title()),
                  reach(rule, confirmHorizon));
            })
        .toList();
  }

  /** How far the events lie that a detection hangs on. */
  public static RuleReach reach(Rule rule, Duration confirmHorizon) {
    long window = rule.window().map(Duration::toMillis).orElse(0L);
    return new RuleReach(
        window,
        rule.slide().map(Duration::toMillis).orElse(window),
        rule.confirm().isEmpty() ? 0 : evidenceMillis(confirmHorizon));
  }

  /** After how long it is decided whether there is evidence for a candidate. */
  public static long evidenceMillis(Duration confirmHorizon) {
    return new ConfirmSettings(confirmHorizon.toMillis(), ConfirmSettings.DEFAULT_CAP).holdMillis();
  }
}
