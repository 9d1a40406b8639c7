package dev.lanner.detect;

import dev.lanner.detect.bounded.Screening;
import dev.lanner.detect.wire.Partial;

/** Parts of aggregates come to something if the windows they are in hold enough events. */
final class PartialScreening implements Screening<Partial> {
  private static final long serialVersionUID = 1;

  @Override
  public long key(Partial part) {
    return part.key();
  }

  /** A window as long as the stretch touches two of them at most: a part's own and one beside. */
  @Override
  public long stretch(Partial part) {
    long length = part.bar().windowMillis();
    return length == 0 ? 0 : Math.floorDiv(part.paneStart(), length);
  }

  @Override
  public long adds(Partial part) {
    return needs(part) == 0 ? 0 : part.pane().count();
  }

  /** One event is there with the part itself. */
  @Override
  public int needs(Partial part) {
    return part.bar().quorum() == 1 ? 0 : part.bar().quorum();
  }

  @Override
  public boolean reachesOver(Partial part) {
    return part.bar().slides();
  }
}
