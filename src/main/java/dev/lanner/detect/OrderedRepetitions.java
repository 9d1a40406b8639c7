package dev.lanner.detect;

import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.events.decode.EventIdentity;
import dev.lanner.events.decode.FdrEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Knows repeated deliveries among events that come key by key and in order of time, as in a batch.
 *
 * <p>Equal identities have equal keys and times, so that only events of one moment are looked at
 * together: nothing has to be kept longer, and as few events of a sensor share a moment, the
 * identities of most are never made. Not thread-safe.
 */
final class OrderedRepetitions {
  private final Function<CandidateEvent, FdrEvent> decoder;
  private final Set<EventIdentity> identities = new HashSet<>();
  private CandidateEvent first;

  /**
   * Has seen nothing.
   *
   * @param decoder decodes an event once more, into another one than that which is at hand
   */
  OrderedRepetitions(Function<CandidateEvent, FdrEvent> decoder) {
    this.decoder = decoder;
  }

  /** Whether an event, decoded, came before. */
  boolean isRepeated(CandidateEvent event, FdrEvent decoded) {
    if (first == null || first.key != event.key || first.time != event.time) {
      first = event;
      identities.clear();
      return false;
    }
    if (identities.isEmpty()) {
      identities.add(decoder.apply(first).identity());
    }
    return !identities.add(decoded.identity());
  }
}
