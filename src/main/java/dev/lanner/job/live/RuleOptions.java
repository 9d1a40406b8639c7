package dev.lanner.job.live;

import dev.lanner.lookups.Lookups;
import dev.lanner.rules.RuleSetOptions;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How rules are loaded, wherever that happens.
 *
 * @param lookups the lookup files rules may name
 * @param windowMillis the window of rules that aggregate and say none; 0 for none
 * @param confirmHorizon how long a candidate may wait for its evidence
 */
record RuleOptions(Lookups lookups, long windowMillis, Duration confirmHorizon)
    implements Serializable {

  RuleSetOptions now() {
    return new RuleSetOptions(
        lookups,
        windowMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(windowMillis)),
        confirmHorizon,
        Optional.of(LocalDate.now(ZoneOffset.UTC)),
        true);
  }
}
