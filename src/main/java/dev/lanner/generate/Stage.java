package dev.lanner.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One performance of a scenario: its start, its hosts and the processes that took part so far.
 *
 * <p>Every number that is not part of the script (process ids, event ids, the fraction of a second
 * that an event takes to arrive) is drawn from the seed and the scenario's id, so a scenario looks
 * the same whatever else is performed.
 */
final class Stage {

  private static final int MIN_ARRIVAL_MILLIS = 150;
  private static final int MAX_ARRIVAL_MILLIS = 900;

  private final long startMillis;
  private final long seed;
  private final String scenarioId;
  private final List<Host> hosts;
  private final Draws draws;
  private final Fields fields = new Fields();
  private final List<GeneratedEvent> events = new ArrayList<>();
  private final List<ProcessFacts> started = new ArrayList<>();
  private final Map<String, ProcessFacts> byStandIn = new HashMap<>();
  private int connections;

  Stage(String scenarioId, List<Host> hosts, long startMillis, long seed) {
    this.scenarioId = scenarioId;
    this.hosts = hosts;
    this.startMillis = startMillis;
    this.seed = seed;
    this.draws = Draws.of(seed, "scenario " + scenarioId);
  }

  List<Host> hosts() {
    return hosts;
  }

  /** The host of a scenario that plays on one, or the first of several. */
  Host host() {
    return hosts.get(0);
  }

  Fields fields() {
    return fields;
  }

  Draws draws() {
    return draws;
  }

  /**
   * An event {@code offsetSeconds} into the scenario that arrives, besides the usual fraction,
   * later by a delay.
   */
  Stamp stamp(Host host, double offsetSeconds, double delaySeconds) {
    long sensorMillis = millis(offsetSeconds);
    long arrival = draws.between(MIN_ARRIVAL_MILLIS, MAX_ARRIVAL_MILLIS);
    long timestamp = sensorMillis + Math.round(delaySeconds * 1000) + arrival;
    return new Stamp(host, sensorMillis, timestamp, draws.uuid());
  }

  Stamp stamp(Host host, double offsetSeconds) {
    return stamp(host, offsetSeconds, 0);
  }

  void add(GeneratedEvent event) {
    events.add(event);
  }

  /** The Falcon process id behind a stand-in such as {@code p1}, on one of the hosts. */
  String processId(Host host, String standIn) {
    Draws own = Draws.of(seed, "process " + scenarioId + " " + host.aid() + " " + standIn);
    return host.isWindows()
        ? Long.toString(400_000_000_000L + (own.next() >>> 25))
        : Long.toString(120_000_000_000_000_000L + (own.next() >>> 8));
  }

  /**
   * Starts a process; its parent is the last one started from a program of that name, else one
   * never seen.
   */
  ProcessFacts start(
      String standIn,
      double offsetSeconds,
      String image,
      String commandLine,
      String parentBaseName,
      Account account) {
    String parentId =
        lastStarted(parentBaseName)
            .map(ProcessFacts::id)
            .orElseGet(() -> processId(host(), "parent " + parentBaseName));
    ProcessFacts process =
        new ProcessFacts(
            processId(host(), standIn),
            parentId,
            Image.at(image),
            commandLine,
            parentBaseName,
            account,
            4 * draws.between(250, 8000),
            millis(offsetSeconds));
    started.add(process);
    byStandIn.put(standIn, process);
    return process;
  }

  /** A process that has started. */
  ProcessFacts process(String standIn) {
    ProcessFacts process = byStandIn.get(standIn);
    if (process == null) {
      throw new IllegalStateException(scenarioId + ": " + standIn + " has not started");
    }
    return process;
  }

  /** The local port of the next outbound connection; unknown (0) to a macOS sensor. */
  int nextLocalPort(Host host) {
    return switch (host.platform()) {
      case WINDOWS -> 49_700 + connections++ % 15_000;
      case LINUX -> 34_000 + connections++ % 26_000;
      case MAC -> 0;
    };
  }

  /** All events so far and one UserIdentity event for each account, in order of arrival. */
  List<GeneratedEvent> finish(List<Account> accounts, double identityOffsetSeconds) {
    for (Account account : accounts) {
      Stamp stamp = stamp(host(), identityOffsetSeconds);
      add(IdentityEvents.userIdentity(fields, stamp, account, processId(host(), "logon")));
    }
    events.sort(Comparator.comparingLong(GeneratedEvent::timestamp));
    return List.copyOf(events);
  }

  private Optional<ProcessFacts> lastStarted(String baseName) {
    for (int i = started.size() - 1; i >= 0; i--) {
      String candidate = started.get(i).image().baseName();
      if (candidate.toLowerCase(Locale.ROOT).equals(baseName.toLowerCase(Locale.ROOT))) {
        return Optional.of(started.get(i));
      }
    }
    return Optional.empty();
  }

  private long millis(double offsetSeconds) {
    return startMillis + Math.round(offsetSeconds * 1000);
  }
}
