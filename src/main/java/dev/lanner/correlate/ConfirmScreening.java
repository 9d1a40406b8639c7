package dev.lanner.correlate;

import dev.lanner.detect.bounded.Screening;
import dev.lanner.detect.wire.Tagged;

/** Evidence comes to something if there is a candidate of its key within the horizon. */
final class ConfirmScreening implements Screening<Tagged> {
  private static final long serialVersionUID = 1;

  private final long stretchMillis;

  ConfirmScreening(ConfirmSettings settings) {
    // Arrivals are compared by the second.
    stretchMillis = settings.horizonMillis() + ConfirmSettings.STEP_MILLIS;
  }

  @Override
  public long key(Tagged tagged) {
    // Kept by the text: it is asked for where a record is sent from and where it comes to.
    return tagged.key().hashCode() * 0x9e3779b97f4a7c15L;
  }

  @Override
  public long stretch(Tagged tagged) {
    return Math.floorDiv(tagged.time(), stretchMillis);
  }

  @Override
  public long adds(Tagged tagged) {
    return tagged.isEvidence() ? 0 : 1;
  }

  @Override
  public int needs(Tagged tagged) {
    return tagged.isEvidence() ? 1 : 0;
  }

  @Override
  public boolean reachesOver(Tagged tagged) {
    return true;
  }
}
