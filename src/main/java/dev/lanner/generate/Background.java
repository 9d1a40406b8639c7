package dev.lanner.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Ordinary work of a fleet as a stream of deliveries, in the order in which a reader gets them.
 * Endless unless bounded; holds only what is on its way (some seconds of events, and the few that
 * take longer).
 *
 * <p>For live load, give the rate that is wanted, start at the present and send each event when its
 * {@link Delivery#deliveredMillis} has come. Not safe for use by several threads.
 */
public final class Background implements Iterator<Delivery> {

  /** Planning figure: events of one workstation in a day. */
  public static final int EVENTS_PER_WORKSTATION_AND_DAY = 30_000;

  private static final int VISITORS_AT_START = 4;
  private static final Quantiles GAP = Quantiles.exponential();

  private final Draws draws;
  private final Transit transit;
  private final Fields fields = new Fields();
  private final InOrder onTheirWay = new InOrder();
  private final ProcessTable processes = new ProcessTable();
  private final List<Fleet.Member> members;
  private final BackgroundHost[] byWeight;
  private final BackgroundHost[] windowsByWeight;
  private final double meanGapMillis;
  private final long maxEvents;
  private long events;
  private double clockMillis;

  /**
   * An endless background.
   *
   * @param seed what everything is drawn from
   * @param hosts number of hosts, at least 1
   * @param startMillis when it begins, epoch milliseconds
   * @param eventsPerSecond mean rate of the whole fleet, in sensor time
   */
  public Background(long seed, int hosts, long startMillis, double eventsPerSecond) {
    this(seed, hosts, startMillis, eventsPerSecond, Long.MAX_VALUE);
  }

  /**
   * As above, but no more than {@code maxEvents} different events; repeated deliveries come on top.
   */
  public Background(
      long seed, int hosts, long startMillis, double eventsPerSecond, long maxEvents) {
    if (hosts < 1) {
      throw new IllegalArgumentException("a fleet has at least one host, not " + hosts);
    }
    if (!(eventsPerSecond > 0)) {
      throw new IllegalArgumentException("the rate is above 0, not " + eventsPerSecond);
    }
    this.draws = Draws.of(seed, "background");
    this.transit = new Transit(Draws.of(seed, "transit"));
    this.members = Fleet.of(hosts, seed);
    this.meanGapMillis = 1000 / eventsPerSecond;
    this.maxEvents = maxEvents;
    this.clockMillis = startMillis;
    List<BackgroundHost> all = new ArrayList<>();
    List<BackgroundHost> windows = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      BackgroundHost host =
          new BackgroundHost(members.get(i), Draws.of(seed, "work of host " + i), startMillis);
      for (int j = 0; j < VISITORS_AT_START; j++) {
        processes.add(host.startVisitor(startMillis - 1000L * draws.between(1, 600)));
      }
      for (int j = 0; j < weight(members.get(i).host()); j++) {
        all.add(host);
        if (host.host().isWindows()) {
          windows.add(host);
        }
      }
    }
    this.byWeight = all.toArray(BackgroundHost[]::new);
    this.windowsByWeight = windows.toArray(BackgroundHost[]::new);
  }

  /** Events per second of a fleet of that size, by the planning figures. */
  public static double usualRate(int hosts) {
    double perDay = 0;
    for (Fleet.Member member : Fleet.of(hosts, 0)) {
      perDay += (double) EVENTS_PER_WORKSTATION_AND_DAY * weight(member.host());
    }
    return perDay / 86_400;
  }

  /** The hosts, for the lookup that names them. */
  public List<Host> hosts() {
    return members.stream().map(Fleet.Member::host).toList();
  }

  List<Fleet.Member> members() {
    return members;
  }

  @Override
  public boolean hasNext() {
    return events < maxEvents || !onTheirWay.isEmpty();
  }

  @Override
  public Delivery next() {
    while (events < maxEvents && onTheirWay.nextMillis() > clockMillis) {
      produce();
    }
    if (onTheirWay.isEmpty()) {
      throw new NoSuchElementException("all events were delivered");
    }
    return onTheirWay.next();
  }

  private void produce() {
    events++;
    clockMillis += meanGapMillis * GAP.draw(draws);
    transit.deliver(event(EventKind.draw(draws), (long) clockMillis), onTheirWay::add);
  }

  private GeneratedEvent event(EventKind kind, long millis) {
    if (kind == EventKind.PROCESS_END && !processes.isEmpty()) {
      LiveProcess process = processes.remove(draws);
      return process.host.ended(fields, stamp(process.host, millis), process);
    }
    BackgroundHost host = host(kind);
    Stamp stamp = stamp(host, millis);
    return switch (kind) {
      case PROCESS_START, PROCESS_END -> {
        LiveProcess process = host.startVisitor(stamp.sensorMillis());
        processes.add(process);
        yield host.started(fields, stamp, process);
      }
      case DNS -> host.askedName(fields, stamp);
      case CONNECT -> host.connected(fields, stamp);
      case OTHER_NETWORK -> host.otherNetwork(fields, stamp);
      case FILE -> host.wroteFile(fields, stamp);
      case CONFIGURATION -> host.changedConfiguration(fields, stamp);
      case REST -> host.rest(fields, stamp);
    };
  }

  private BackgroundHost host(EventKind kind) {
    BackgroundHost[] choices = kind == EventKind.CONFIGURATION ? windowsByWeight : byWeight;
    return choices[draws.below(choices.length)];
  }

  private Stamp stamp(BackgroundHost host, long trueMillis) {
    return new Stamp(
        host.host(),
        host.clock(trueMillis),
        trueMillis + transit.arrivalDelayMillis(),
        draws.uuid());
  }

  private static int weight(Host host) {
    return host.role() == Host.Role.SERVER ? Fleet.SERVER_WEIGHT : 1;
  }
}
