package dev.lanner.generate;

import java.util.function.Consumer;

/**
 * How events travel.
 *
 * <pre>
 * happens on the host ──arrival delay──▶ cloud (timestamp) ──delivery lag──▶ reader
 *                                                            └─ sometimes a second time, later
 * </pre>
 *
 * <p>Arrival delays are those of 94 public lines: half a second in the middle, minutes now and
 * then, hours for a buffered sensor. Delivery is at least once and out of order, but within {@link
 * #MAX_LAG_MILLIS} of the arrival: that is the bound on the disorder of {@code timestamp} that a
 * reader of the deliveries in order sees.
 */
final class Transit {

  /**
   * An event is delivered at most this long after its {@code timestamp}, the second time included.
   */
  static final long MAX_LAG_MILLIS = 10 * 60_000L;

  /** Deliveries that are repeated, of a million: one half of a percent. */
  static final int REPEATED_PER_MILLION = 5_000;

  /** Part files that events are dealt over; the archive may use fewer. */
  static final int LANES = 8;

  private static final int LATE_SENSOR_PER_MILLION = 2_000;
  private static final int OFFLINE_SENSOR_PER_MILLION = 200;
  private static final int SLOW_DELIVERY_PER_MILLION = 10_000;
  private static final int USUAL_LAG_MILLIS = 2_000;
  private static final int SLOW_LAG_MILLIS = 240_000;
  private static final int MIN_REPEAT_MILLIS = 5_000;
  private static final int MAX_REPEAT_MILLIS = 350_000;

  private static final Quantiles USUAL = Quantiles.logNormal(500, 0.8);
  private static final Quantiles LATE = Quantiles.logUniform(10_000, 600_000);
  private static final Quantiles OFFLINE = Quantiles.logUniform(600_000, 4 * 3_600_000);

  private final Draws draws;

  Transit(Draws draws) {
    this.draws = draws;
  }

  /** How long an event takes from its host to the cloud. */
  long arrivalDelayMillis() {
    int chance = draws.below(1_000_000);
    if (chance < OFFLINE_SENSOR_PER_MILLION) {
      return (long) OFFLINE.draw(draws);
    }
    return (long) (chance < LATE_SENSOR_PER_MILLION ? LATE : USUAL).draw(draws);
  }

  /** Delivers an event that has arrived in the cloud: once, or now and then twice. */
  void deliver(GeneratedEvent event, Consumer<Delivery> reader) {
    int lag =
        draws.below(draws.happens(SLOW_DELIVERY_PER_MILLION) ? SLOW_LAG_MILLIS : USUAL_LAG_MILLIS);
    int lane = draws.below(LANES);
    long deliveredMillis = event.timestamp() + lag;
    reader.accept(new Delivery(event, deliveredMillis, lane, false));
    if (draws.happens(REPEATED_PER_MILLION)) {
      long again = deliveredMillis + draws.between(MIN_REPEAT_MILLIS, MAX_REPEAT_MILLIS);
      reader.accept(new Delivery(event, again, lane + 1, true));
    }
  }
}
