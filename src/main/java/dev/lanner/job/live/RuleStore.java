package dev.lanner.job.live;

import dev.lanner.rules.RuleSet;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** Where rules lie, and whether they changed. Not thread-safe. */
interface RuleStore extends Closeable {
  /**
   * Everything there is now; empty if nothing changed since the last call.
   *
   * @throws IOException if the rules cannot be reached now; the next call tries again
   */
  Optional<RuleSet> poll() throws IOException;

  /** Opens a store where it is needed: with the client, and in the cluster. */
  interface Opener extends Serializable {
    /** Opens it. */
    RuleStore open();
  }
}
