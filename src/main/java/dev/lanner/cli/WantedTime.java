package dev.lanner.cli;

import dev.lanner.coverage.Range;
import dev.lanner.coverage.RuleCoverage;
import java.util.Optional;

/**
 * The event time that somebody wants covered; an end that is not said is that of what a rule has
 * evaluated.
 *
 * @param from its beginning, epoch milliseconds
 * @param to its end
 */
record WantedTime(Optional<Long> from, Optional<Long> to) {
  /** The stretch for one rule; empty if nothing is said, or there is no other end. */
  Optional<Range> of(RuleCoverage rule) {
    Optional<Range> evaluated = rule.span();
    Optional<Long> begin = from.or(() -> evaluated.map(Range::from));
    Optional<Long> end = to.or(() -> evaluated.map(Range::to));
    return begin.isPresent() && end.isPresent() && begin.get() < end.get()
        ? Optional.of(new Range(begin.get(), end.get()))
        : Optional.empty();
  }
}
