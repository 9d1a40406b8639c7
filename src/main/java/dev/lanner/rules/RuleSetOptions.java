package dev.lanner.rules;

import dev.lanner.lookups.Lookups;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * How to load rules.
 *
 * @param lookups the lookup files rules may name
 * @param defaultWindow the window of a rule that aggregates and says none ({@code --window})
 * @param confirmHorizon how long a candidate may wait for its evidence; a rule that asks for more
 *     is refused
 * @param today the day to tell expired exceptions by (UTC); empty to tell none
 * @param toRun whether the rules are to run: then a lookup file, saved query or parameter that is
 *     not at hand is an error; else, when rules are only checked, a warning
 */
public record RuleSetOptions(
    Lookups lookups,
    Optional<Duration> defaultWindow,
    Duration confirmHorizon,
    Optional<LocalDate> today,
    boolean toRun) {
  /** The default of {@link #confirmHorizon} (DESIGN section 5). */
  public static final Duration DEFAULT_CONFIRM_HORIZON = Duration.ofMinutes(15);

  public RuleSetOptions {
    Objects.requireNonNull(lookups);
    Objects.requireNonNull(defaultWindow);
    Objects.requireNonNull(confirmHorizon);
    Objects.requireNonNull(today);
  }

  /** For rules that are to run. */
  public static RuleSetOptions toRun(Lookups lookups) {
    return new RuleSetOptions(
        lookups, Optional.empty(), DEFAULT_CONFIRM_HORIZON, Optional.empty(), true);
  }

  /** For rules that are only checked. */
  public static RuleSetOptions toCheck(Lookups lookups) {
    return new RuleSetOptions(
        lookups, Optional.empty(), DEFAULT_CONFIRM_HORIZON, Optional.empty(), false);
  }

  /** The same with a default window. */
  public RuleSetOptions withDefaultWindow(Duration window) {
    return new RuleSetOptions(lookups, Optional.of(window), confirmHorizon, today, toRun);
  }

  /** The same with another horizon. */
  public RuleSetOptions withConfirmHorizon(Duration horizon) {
    return new RuleSetOptions(lookups, defaultWindow, horizon, today, toRun);
  }

  /** The same, telling what has expired before a day. */
  public RuleSetOptions withToday(LocalDate day) {
    return new RuleSetOptions(lookups, defaultWindow, confirmHorizon, Optional.of(day), toRun);
  }
}
