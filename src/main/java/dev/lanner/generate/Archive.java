package dev.lanner.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A generated archive: a folder laid out as FDR delivers it.
 *
 * <pre>
 * data/BATCH/part-00000.gz …        events, in batches of five minutes
 * data/BATCH/_SUCCESS               the batch is complete
 * fdrv2/aidmaster/BATCH/…           host names by aid
 * fdrv2/userinfo/BATCH/…            user names by SID
 * injected.ndjson                   what was injected, for tests; no part of FDR
 * </pre>
 *
 * <p>The background lasts as long as its events do at the usual rate of the fleet, or as long as
 * the injected scenarios need; then it is thinner than usual. A few deliveries follow hours later,
 * as buffered sensors do.
 *
 * @param folder where it is written
 * @param events background events; those of scenarios and repeated deliveries come on top
 * @param hosts hosts of the background
 * @param seed what everything is drawn from
 * @param start when it begins
 * @param scenarios what is injected
 */
public record Archive(
    Path folder, long events, int hosts, long seed, Instant start, List<Scenario> scenarios) {

  private static final int MIN_PARTS = 2;
  private static final int EVENTS_PER_PART = 25_000;

  /**
   * What was written.
   *
   * @param lines lines of events: background, scenarios and repeated deliveries
   * @param scenarioEvents different events of scenarios
   * @param repeated second deliveries
   * @param batches batches of events
   */
  public record Summary(long lines, long scenarioEvents, long repeated, int batches) {}

  public Archive {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(start, "start");
    scenarios = List.copyOf(scenarios);
    if (events < 0) {
      throw new IllegalArgumentException("the number of events is at least 0, not " + events);
    }
    if (hosts < 1) {
      throw new IllegalArgumentException("the number of hosts is at least 1, not " + hosts);
    }
    if (start.toEpochMilli() < 0) {
      throw new IllegalArgumentException("the start is in or after 1970, not " + start);
    }
  }

  /**
   * Writes the archive, replacing one that was generated into the folder before.
   *
   * @throws OutputRefusedException when the folder holds something else
   */
  public Summary write() throws IOException, OutputRefusedException {
    long startMillis = start.toEpochMilli();
    List<Schedule.Slot> slots = Schedule.of(scenarios, startMillis);
    double seconds = spanSeconds(slots, startMillis);
    double rate = Math.max(events, 1) / seconds;
    Background background = new Background(seed, hosts, startMillis, rate, events);

    OutputFolder.prepare(folder);
    InOrder scenarioDeliveries = new InOrder();
    Transit transit = new Transit(Draws.of(seed, "transit of scenarios"));
    long scenarioEvents = 0;
    try (InjectedList injected = new InjectedList(folder.resolve(OutputFolder.INJECTED))) {
      for (Schedule.Slot slot : slots) {
        List<GeneratedEvent> performed = slot.scenario().events(slot.startMillis(), seed);
        performed.forEach(event -> transit.deliver(event, scenarioDeliveries::add));
        scenarioEvents += performed.size();
        injected.add(slot, seed, performed.size());
      }
    }
    Draws names = Draws.of(seed, "names of batches");
    writeLookups(background, names, startMillis);

    double perBatch = rate * BatchWriter.BATCH_MILLIS / 1000;
    int parts = (int) Math.min(Transit.LANES, Math.max(MIN_PARTS, perBatch / EVENTS_PER_PART));
    BatchWriter writer = new BatchWriter(folder.resolve(OutputFolder.DATA), names, parts);
    try (writer) {
      writeMerged(background, scenarioDeliveries, writer);
    }
    return new Summary(writer.lines(), scenarioEvents, writer.repeated(), writer.batches());
  }

  private static void writeMerged(Background background, InOrder scenarios, BatchWriter writer)
      throws IOException {
    while (background.hasNext()) {
      Delivery next = background.next();
      while (scenarios.nextMillis() < next.deliveredMillis()) {
        writer.write(scenarios.next());
      }
      writer.write(next);
    }
    while (!scenarios.isEmpty()) {
      writer.write(scenarios.next());
    }
  }

  private double spanSeconds(List<Schedule.Slot> slots, long startMillis) {
    double seconds = events / Background.usualRate(hosts);
    for (Schedule.Slot slot : slots) {
      seconds = Math.max(seconds, (slot.lastMillis() - startMillis) / 1000.0);
    }
    return Math.max(seconds, 1);
  }

  private void writeLookups(Background background, Draws names, long startMillis)
      throws IOException {
    Fields fields = new Fields();
    List<GeneratedEvent> hostRows = new ArrayList<>();
    Map<Account, String> lastHosts = new LinkedHashMap<>();
    for (Fleet.Member member : background.members()) {
      hostRows.add(AidMaster.line(fields, member.host(), startMillis));
      lastHosts.put(member.account(), member.host().computerName());
    }
    lastHosts.put(Account.LOCAL_SYSTEM, background.hosts().get(0).computerName());
    for (Scenario scenario : scenarios) {
      for (Host host : scenario.hosts(seed)) {
        hostRows.add(AidMaster.line(fields, host, startMillis));
      }
      for (Account account : scenario.accounts()) {
        lastHosts.put(account, scenario.computerNames().get(0));
      }
    }
    List<GeneratedEvent> userRows = new ArrayList<>();
    lastHosts.forEach(
        (account, lastHost) -> {
          if (account.isWindows()) {
            userRows.add(UserInfo.line(fields, account, lastHost, startMillis));
          }
        });
    Path lookups = folder.resolve(OutputFolder.LOOKUPS);
    BatchWriter.writeLookup(lookups.resolve("aidmaster"), names, hostRows);
    BatchWriter.writeLookup(lookups.resolve("userinfo"), names, userRows);
  }
}
