package dev.lanner.generate;

/** A process that runs on a background host. */
final class LiveProcess {

  final ProcessFacts facts;
  final Program program;
  final BackgroundHost host;

  /**
   * Position in the list of visitors of its host and of the whole fleet; kept by {@link
   * ProcessTable}.
   */
  int indexOnHost;

  int indexInFleet;

  LiveProcess(ProcessFacts facts, Program program, BackgroundHost host) {
    this.facts = facts;
    this.program = program;
    this.host = host;
  }
}
