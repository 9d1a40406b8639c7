package dev.lanner.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One incident, or one look-alike of an incident, on one host or a few: a fixed script of events
 * with offsets in sensor time. Immutable; made by the {@code …Scenarios} classes, found through
 * {@link ScenarioCatalog}.
 */
public final class Scenario {

  /** UserIdentity events precede the first event of the script by this much. */
  private static final double IDENTITY_LEAD_SECONDS = 2.0;

  /** The one customer of the made-up company. */
  static final String CID = "c1d0a7e5b94f4e2f8d3b6a5097e1f2c4";

  private static final String COMPANY_ADDRESS = "192.0.2.10";

  private final String id;
  private final String technique;
  private final boolean fires;
  private final String title;
  private final List<Place> places;
  private final List<Account> accounts;
  private final List<Consumer<Stage>> steps;
  private final double firstOffsetSeconds;
  private final double lastOffsetSeconds;

  Scenario(
      String id,
      String technique,
      boolean fires,
      String title,
      List<Place> places,
      List<Account> accounts,
      List<Consumer<Stage>> steps,
      double firstOffsetSeconds,
      double lastOffsetSeconds) {
    this.id = Objects.requireNonNull(id, "id");
    this.technique = Objects.requireNonNull(technique, "technique");
    this.fires = fires;
    this.title = Objects.requireNonNull(title, "title");
    this.places = List.copyOf(places);
    this.accounts = List.copyOf(accounts);
    this.steps = List.copyOf(steps);
    this.firstOffsetSeconds = firstOffsetSeconds;
    this.lastOffsetSeconds = lastOffsetSeconds;
  }

  /**
   * Id, such as {@code P-1046-1w}. {@code P-} is an incident, {@code N-} a false positive, {@code
   * L-} a look-alike.
   */
  public String id() {
    return id;
  }

  /**
   * The technique that the scenario is about, such as {@code T1590.005}, whether it should fire or
   * not.
   */
  public String technique() {
    return technique;
  }

  /** Whether a good rule fires. */
  public boolean fires() {
    return fires;
  }

  /** The technique that a good rule reports; empty when nothing should fire. */
  public Optional<String> expected() {
    return fires ? Optional.of(technique) : Optional.empty();
  }

  /** One line that says what happens. */
  public String title() {
    return title;
  }

  /** Names of the hosts it plays on. */
  public List<String> computerNames() {
    return places.stream().map(Place::computerName).toList();
  }

  /** The platform of its hosts. */
  public Platform platform() {
    return places.get(0).platform();
  }

  /**
   * Milliseconds from the start (offset 0) to the first event; negative when something happened
   * before.
   */
  public long firstOffsetMillis() {
    return Math.round((firstOffsetSeconds - IDENTITY_LEAD_SECONDS) * 1000);
  }

  /** Milliseconds from the start (offset 0) to the last event of the script, in sensor time. */
  public long lastOffsetMillis() {
    return Math.round(lastOffsetSeconds * 1000);
  }

  /**
   * The sensor installations it plays on, one for each name. No two scenarios share one; the agent
   * ids depend on the seed and on nothing else.
   */
  public List<Host> hosts(long seed) {
    List<Host> hosts = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      Draws draws = Draws.of(seed, "host " + id + " " + i);
      hosts.add(
          new Host(
              CID,
              draws.hex(32),
              place.computerName(),
              place.platform(),
              COMPANY_ADDRESS,
              place.localAddress(),
              place.role(),
              Sensor.CURRENT,
              Integer.toString(draws.between(100_000_000, 2_000_000_000))));
    }
    return List.copyOf(hosts);
  }

  /**
   * The events of the scenario, in order of arrival: those of the script, preceded by a
   * UserIdentity event for each user of a process. Host names and user names are not on the events;
   * {@link #hosts} and the identity events have them.
   *
   * @param startMillis offset 0 of the script, epoch milliseconds
   * @param seed what agent ids, process ids, event ids and arrival delays are drawn from
   */
  public List<GeneratedEvent> events(long startMillis, long seed) {
    Stage stage = new Stage(id, hosts(seed), startMillis, seed);
    steps.forEach(step -> step.accept(stage));
    return stage.finish(accounts, firstOffsetSeconds - IDENTITY_LEAD_SECONDS);
  }

  /** The users of its processes, each once. */
  List<Account> accounts() {
    return accounts;
  }

  @Override
  public String toString() {
    return id + " (" + expected().orElse("none") + "): " + title;
  }
}
