package dev.lanner.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * The processes of the fleet that can end. Starting, ending and drawing one are all constant in
 * time; the order inside is of no meaning.
 */
final class ProcessTable {

  private final List<LiveProcess> inFleet = new ArrayList<>();

  boolean isEmpty() {
    return inFleet.isEmpty();
  }

  void add(LiveProcess process) {
    process.indexInFleet = inFleet.size();
    inFleet.add(process);
    process.indexOnHost = process.host.visitors().size();
    process.host.visitors().add(process);
  }

  /** Takes a random process out: it ends. */
  LiveProcess remove(Draws draws) {
    LiveProcess process = inFleet.get(draws.below(inFleet.size()));
    LiveProcess lastInFleet = inFleet.remove(inFleet.size() - 1);
    if (lastInFleet != process) {
      inFleet.set(process.indexInFleet, lastInFleet);
      lastInFleet.indexInFleet = process.indexInFleet;
    }
    List<LiveProcess> onHost = process.host.visitors();
    LiveProcess lastOnHost = onHost.remove(onHost.size() - 1);
    if (lastOnHost != process) {
      onHost.set(process.indexOnHost, lastOnHost);
      lastOnHost.indexOnHost = process.indexOnHost;
    }
    return process;
  }
}
