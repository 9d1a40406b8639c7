package dev.lanner.generate;

import java.util.Objects;

/**
 * An event on its way to the reader.
 *
 * @param event what is delivered
 * @param deliveredMillis when, epoch milliseconds; never before the event's own {@code timestamp}
 * @param lane a small number that decides the part file; a second delivery of an event has another
 *     one
 * @param repeated whether this is the second delivery of the event
 */
public record Delivery(GeneratedEvent event, long deliveredMillis, int lane, boolean repeated) {

  public Delivery {
    Objects.requireNonNull(event, "event");
  }
}
