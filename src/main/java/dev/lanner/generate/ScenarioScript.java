package dev.lanner.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * How a scenario is written down: what happens, in which process, how many seconds after the start.
 *
 * <p>Processes go by stand-ins ({@code p1}, {@code p2}); the Falcon process ids are made when the
 * scenario is performed. A step over a span of time places its events evenly, the first at {@code
 * from}, the last at {@code to}.
 */
final class ScenarioScript {

  /** One end of a connection that a step makes. */
  record Target(String address, int port, int protocol) {}

  /** The IP protocol number of a socket that takes whole packets. */
  private static final int RAW_PROTOCOL = 255;

  private final String id;
  private final String technique;
  private final boolean fires;
  private final String title;
  private final List<Place> places;
  private final List<Consumer<Stage>> steps = new ArrayList<>();
  private final Set<Account> accounts = new LinkedHashSet<>();
  private double firstOffset = Double.POSITIVE_INFINITY;
  private double lastOffset = Double.NEGATIVE_INFINITY;

  private ScenarioScript(
      String id, String technique, boolean fires, String title, Place... places) {
    this.id = id;
    this.technique = technique;
    this.fires = fires;
    this.title = title;
    this.places = List.of(places);
  }

  /** A scenario on which a good rule fires. */
  static ScenarioScript fires(String id, String technique, String title, Place... places) {
    return new ScenarioScript(id, technique, true, title, places);
  }

  /** A scenario on which a good rule stays quiet. */
  static ScenarioScript quiet(String id, String technique, String title, Place... places) {
    return new ScenarioScript(id, technique, false, title, places);
  }

  /** Every port from {@code first} to {@code last} of one address, TCP. */
  static List<Target> ports(String address, int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(port -> new Target(address, port, NetworkEvents.TCP))
        .toList();
  }

  /** One port of every address from {@code prefix + first} to {@code prefix + last}. */
  static List<Target> addresses(String prefix, int first, int last, int port, int protocol) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> new Target(prefix + i, port, protocol))
        .toList();
  }

  /** The same port of the same address again and again. */
  static List<Target> repeated(int times, String address, int port, int protocol) {
    return IntStream.range(0, times).mapToObj(i -> new Target(address, port, protocol)).toList();
  }

  ScenarioScript process(
      String standIn, double at, String image, String commandLine, String parent, Account user) {
    return process(standIn, at, 0, image, commandLine, parent, user);
  }

  /** A process start that arrives {@code delay} seconds later than it should. */
  ScenarioScript process(
      String standIn,
      double at,
      double delay,
      String image,
      String commandLine,
      String parent,
      Account user) {
    accounts.add(user);
    return step(
        at,
        at,
        stage -> {
          ProcessFacts process = stage.start(standIn, at, image, commandLine, parent, user);
          Stamp stamp = stage.stamp(stage.host(), at, delay);
          stage.add(ProcessEvents.start(stage.fields(), stamp, stage.draws(), process));
        });
  }

  ScenarioScript processEnds(String standIn, double at) {
    return step(
        at,
        at,
        stage ->
            stage.add(
                ProcessEvents.end(
                    stage.fields(),
                    stage.stamp(stage.host(), at),
                    stage.draws(),
                    stage.process(standIn))));
  }

  /** A look-up of an address, of which only name and type are known. */
  ScenarioScript dns(String standIn, double at, String domain) {
    return dns(standIn, "", at, domain, DnsEvents.A, DnsEvents.Answer.UNTOLD);
  }

  ScenarioScript dnsAnswered(String standIn, double at, String domain, String answer) {
    return dns(standIn, "", at, domain, DnsEvents.A, new DnsEvents.Answer(0, List.of(answer)));
  }

  /** A look-up of an address on a sensor that tells the name of the asking program. */
  ScenarioScript dnsBy(String standIn, String program, double at, String domain) {
    return dns(standIn, program, at, domain, DnsEvents.A, DnsEvents.Answer.UNTOLD);
  }

  ScenarioScript dnsBy(String standIn, String program, double at, String domain, int type) {
    return dns(standIn, program, at, domain, type, DnsEvents.Answer.UNTOLD);
  }

  /** An outbound TCP connection. */
  ScenarioScript connect(String standIn, double at, String address, int port) {
    return connects(standIn, at, at, List.of(new Target(address, port, NetworkEvents.TCP)));
  }

  /** Outbound connections; on a scenario of several hosts these take turns. */
  ScenarioScript connects(String standIn, double from, double to, List<Target> targets) {
    return spread(
        from,
        to,
        targets.size(),
        (stage, moment) -> {
          Target target = targets.get(moment.index());
          Host host = stage.hosts().get(moment.index() % stage.hosts().size());
          NetworkEvents.Ends ends =
              new NetworkEvents.Ends(
                  localEnd(host, target.address()),
                  stage.nextLocalPort(host),
                  target.address(),
                  target.port(),
                  target.protocol());
          stage.add(
              NetworkEvents.connect(
                  stage.fields(),
                  stage.stamp(host, moment.offset()),
                  new NetworkEvents.Context(stage.processId(host, standIn), ""),
                  ends));
        });
  }

  /**
   * Accepted TCP connections to one local port, from one remote address and consecutive remote
   * ports.
   */
  ScenarioScript accepts(
      String standIn,
      String program,
      double from,
      double to,
      int count,
      String remote,
      int firstRemotePort,
      int localPort) {
    return spread(
        from,
        to,
        count,
        (stage, moment) -> {
          Host host = stage.host();
          NetworkEvents.Ends ends =
              new NetworkEvents.Ends(
                  host.localAddress(),
                  localPort,
                  remote,
                  firstRemotePort + moment.index(),
                  NetworkEvents.TCP);
          stage.add(
              NetworkEvents.accept(
                  stage.fields(),
                  stage.stamp(host, moment.offset()),
                  new NetworkEvents.Context(stage.processId(host, standIn), program),
                  ends));
        });
  }

  /** Packets to these local ports, refused by the host firewall; on every host of the scenario. */
  ScenarioScript blocked(double from, double to, String remote, int remotePort, int... localPorts) {
    return spread(
        from,
        to,
        localPorts.length,
        (stage, moment) -> {
          for (Host host : stage.hosts()) {
            NetworkEvents.Ends ends =
                new NetworkEvents.Ends(
                    host.localAddress(),
                    localPorts[moment.index()],
                    remote,
                    remotePort,
                    NetworkEvents.TCP);
            stage.add(
                NetworkEvents.blockedInbound(
                    stage.fields(), stage.stamp(host, moment.offset()), ends));
          }
        });
  }

  /** A raw socket, through which packets leave without connection events. */
  ScenarioScript rawSocket(String standIn, double at) {
    return step(
        at,
        at,
        stage ->
            stage.add(
                NetworkEvents.rawBind(
                    stage.fields(),
                    stage.stamp(stage.host(), at),
                    new NetworkEvents.Context(stage.processId(stage.host(), standIn), ""),
                    RAW_PROTOCOL)));
  }

  /** A script that a PowerShell process was about to run. */
  ScenarioScript script(String standIn, double at, String content) {
    return step(
        at,
        at,
        stage ->
            stage.add(
                ScriptEvents.powershellScanned(
                    stage.fields(),
                    stage.stamp(stage.host(), at),
                    stage.draws(),
                    stage.process(standIn),
                    content)));
  }

  /** The console of a process ends and tells what was typed into it. */
  ScenarioScript consoleHistory(String standIn, double at, String application, String... commands) {
    return step(
        at,
        at,
        stage ->
            stage.add(
                ScriptEvents.consoleEnded(
                    stage.fields(),
                    stage.stamp(stage.host(), at),
                    stage.processId(stage.host(), standIn),
                    application,
                    List.of(commands))));
  }

  Scenario build() {
    return new Scenario(
        id, technique, fires, title, places, List.copyOf(accounts), steps, firstOffset, lastOffset);
  }

  /** One event of a step that has many. */
  private record Moment(int index, double offset) {}

  private ScenarioScript dns(
      String standIn, String program, double at, String domain, int type, DnsEvents.Answer answer) {
    return step(
        at,
        at,
        stage -> {
          Host host = stage.host();
          stage.add(
              DnsEvents.request(
                  stage.fields(),
                  stage.stamp(host, at),
                  stage.draws(),
                  new NetworkEvents.Context(stage.processId(host, standIn), program),
                  domain,
                  type,
                  answer));
        });
  }

  private ScenarioScript spread(double from, double to, int count, BiConsumer<Stage, Moment> emit) {
    return step(
        from,
        to,
        stage -> {
          double gap = count > 1 ? (to - from) / (count - 1) : 0;
          for (int i = 0; i < count; i++) {
            emit.accept(stage, new Moment(i, from + i * gap));
          }
        });
  }

  private ScenarioScript step(double from, double to, Consumer<Stage> step) {
    firstOffset = Math.min(firstOffset, from);
    lastOffset = Math.max(lastOffset, to);
    steps.add(step);
    return this;
  }

  private static String localEnd(Host host, String remote) {
    if (host.platform() == Platform.MAC) {
      return "0.0.0.0";
    }
    if (remote.startsWith("127.")) {
      return "127.0.0.1";
    }
    return remote.indexOf(':') >= 0 ? "2001:db8:20:0:0:0:0:7" : host.localAddress();
  }
}
