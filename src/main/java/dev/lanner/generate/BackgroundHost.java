package dev.lanner.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host of the background at work: its running processes, its clock and the events it sends. */
final class BackgroundHost {

  private static final int CLOCK_AHEAD_PER_MILLION = 40_000;
  private static final int MAX_CLOCK_AHEAD_MILLIS = 58_000;

  /** Residents have been running for up to two weeks when the telemetry begins. */
  private static final int MAX_RESIDENT_AGE_SECONDS = 14 * 86_400;

  private final Host host;
  private final Account account;
  private final Software software;
  private final Draws draws;
  private final int clockAheadMillis;
  private final LiveProcess[] residents;
  private final int[] talkers;
  private final int[] servers;
  private final List<LiveProcess> visitors = new ArrayList<>();
  private long nextProcessId;
  private int nextPort;
  private int announced;

  BackgroundHost(Fleet.Member member, Draws draws, long startMillis) {
    this.host = member.host();
    this.account = member.account();
    this.software = Software.of(host);
    this.draws = draws;
    this.clockAheadMillis =
        draws.happens(CLOCK_AHEAD_PER_MILLION) ? draws.below(MAX_CLOCK_AHEAD_MILLIS) : 0;
    this.nextProcessId =
        host.isWindows()
            ? 20_000_000_000L + (draws.next() >>> 24)
            : 150_000_000_000_000_000L + (draws.next() >>> 8);
    this.nextPort = draws.below(10_000);
    this.talkers = software.talkers();
    this.servers = software.servers();
    this.residents = new LiveProcess[software.residents().size()];
    for (int i = 0; i < residents.length; i++) {
      Program program = software.residents().get(i);
      residents[i] =
          process(program, startMillis - 1000L * draws.between(60, MAX_RESIDENT_AGE_SECONDS));
    }
  }

  Host host() {
    return host;
  }

  List<LiveProcess> visitors() {
    return visitors;
  }

  /** The time that the host's clock shows. */
  long clock(long trueMillis) {
    return trueMillis + clockAheadMillis;
  }

  /** Starts a program that will end again. */
  LiveProcess startVisitor(long sensorMillis) {
    List<Program> programs = software.visitors();
    return process(programs.get(draws.below(programs.size())), sensorMillis);
  }

  GeneratedEvent started(Fields fields, Stamp stamp, LiveProcess process) {
    return ProcessEvents.start(fields, stamp, draws, process.facts);
  }

  GeneratedEvent ended(Fields fields, Stamp stamp, LiveProcess process) {
    return ProcessEvents.end(fields, stamp, draws, process.facts);
  }

  GeneratedEvent askedName(Fields fields, Stamp stamp) {
    LiveProcess process = talker();
    NetworkEvents.Context context = context(process, Sensor.CURRENT);
    boolean inside = process.program.traffic() == Program.Traffic.INSIDE;
    String domain =
        inside
            ? Destinations.inside(draws, host.platform()).domain()
            : Destinations.publicDomain(draws);
    int kind = draws.below(100);
    if (kind < 24) {
      return DnsEvents.request(
          fields, stamp, draws, context, domain, DnsEvents.AAAA, DnsEvents.Answer.UNTOLD);
    }
    if (kind < 30) {
      return DnsEvents.request(
          fields, stamp, draws, context, domain, DnsEvents.A, DnsEvents.Answer.NO_SUCH_NAME);
    }
    return DnsEvents.request(fields, stamp, draws, context, domain, DnsEvents.A, answer(inside));
  }

  GeneratedEvent connected(Fields fields, Stamp stamp) {
    LiveProcess process = talker();
    return NetworkEvents.connect(fields, stamp, context(process, Sensor.NEW), outbound(process));
  }

  /** An accepted, closed or offered connection. */
  GeneratedEvent otherNetwork(Fields fields, Stamp stamp) {
    int kind = draws.below(100);
    if (kind < 40 && servers.length > 0) {
      LiveProcess process = residents[servers[draws.below(servers.length)]];
      NetworkEvents.Ends ends =
          new NetworkEvents.Ends(
              host.localAddress(),
              process.program.servicePort(),
              Destinations.insideClient(draws),
              draws.between(49_152, 65_535),
              NetworkEvents.TCP);
      return NetworkEvents.accept(fields, stamp, context(process, Sensor.NEW), ends);
    }
    LiveProcess process = talker();
    if (kind < 80) {
      return NetworkEvents.close(fields, stamp, context(process, Sensor.NEW), outbound(process));
    }
    return NetworkEvents.listen(
        fields, stamp, context(process, Sensor.NEW), draws.between(49_152, 65_535));
  }

  GeneratedEvent wroteFile(Fields fields, Stamp stamp) {
    Template path = draws.oneOf(software.files());
    return FileEvents.any(fields, stamp, draws, any().facts, path.fill(draws, account.name()));
  }

  GeneratedEvent changedConfiguration(Fields fields, Stamp stamp) {
    return ConfigurationEvents.any(fields, stamp, draws, any().facts);
  }

  /**
   * Something of the rest. A host first makes itself known: that its sensor is up, who its users
   * are and what was running before.
   */
  GeneratedEvent rest(Fields fields, Stamp stamp) {
    int turn = announced;
    if (turn < residents.length + 3) {
      announced++;
      return switch (turn) {
        case 0 -> SensorEvents.online(fields, stamp);
        case 1 -> identity(fields, stamp, account);
        case 2 -> identity(fields, stamp, systemAccount());
        default -> ProcessEvents.alreadyRunning(fields, stamp, residents[turn - 3].facts);
      };
    }
    return switch (draws.below(8)) {
      case 0, 1 -> SensorEvents.heartbeat(fields, stamp);
      case 2 -> SensorEvents.channelVersion(fields, stamp, draws);
      case 3 -> SensorEvents.configState(fields, stamp);
      case 4 -> SensorEvents.neighbors(fields, stamp, draws);
      case 5 -> identity(fields, stamp, account);
      default ->
          host.isWindows()
              ? restOfWindows(fields, stamp)
              : SensorEvents.repeatedProcess(fields, stamp, draws, any().facts);
    };
  }

  private GeneratedEvent restOfWindows(Fields fields, Stamp stamp) {
    ProcessFacts service = residents[0].facts;
    int kind = draws.below(3);
    if (kind == 0) {
      return IdentityEvents.userLogon(fields, stamp, draws, account, service.id());
    }
    Optional<LiveProcess> interpreter = kind == 1 ? visitor(Cast.POWERSHELL) : Optional.empty();
    return interpreter.isPresent()
        ? ScriptEvents.powershellScanned(
            fields,
            stamp,
            draws,
            interpreter.get().facts,
            WindowsSoftware.SCRIPT.fill(draws, account.name()))
        : SensorEvents.serviceStarted(fields, stamp, service);
  }

  private Optional<LiveProcess> visitor(String image) {
    return visitors.stream()
        .filter(process -> process.facts.image().path().equals(image))
        .findFirst();
  }

  private GeneratedEvent identity(Fields fields, Stamp stamp, Account who) {
    return IdentityEvents.userIdentity(fields, stamp, who, residents[0].facts.id());
  }

  private LiveProcess process(Program program, long startMillis) {
    int parent = software.parentOf(program);
    boolean known = parent >= 0 && residents[parent] != null;
    Account who = program.runsAs() == Program.RunsAs.SYSTEM ? systemAccount() : account;
    ProcessFacts facts =
        new ProcessFacts(
            newProcessId(),
            known ? residents[parent].facts.id() : newProcessId(),
            program.image(),
            program.commandLine().fill(draws, account.name()),
            program.parent(),
            who,
            4 * draws.between(100, 16_000),
            startMillis);
    return new LiveProcess(facts, program, this);
  }

  private Account systemAccount() {
    return host.isWindows() ? Account.LOCAL_SYSTEM : Account.ROOT;
  }

  private String newProcessId() {
    nextProcessId += 1 + draws.below(40_000_000);
    return Long.toString(nextProcessId);
  }

  private LiveProcess talker() {
    return residents[talkers[draws.below(talkers.length)]];
  }

  private LiveProcess any() {
    int choice = draws.below(residents.length + visitors.size());
    return choice < residents.length ? residents[choice] : visitors.get(choice - residents.length);
  }

  private NetworkEvents.Context context(LiveProcess process, Sensor sinceSensor) {
    boolean named = host.isWindows() && host.sensor().atLeast(sinceSensor);
    return new NetworkEvents.Context(
        process.facts.id(), named ? process.facts.image().baseName() : "");
  }

  private DnsEvents.Answer answer(boolean inside) {
    if (!host.isWindows() || inside) {
      return DnsEvents.Answer.UNTOLD;
    }
    String first = Destinations.publicAddress(draws);
    return draws.below(2) == 0
        ? new DnsEvents.Answer(0, List.of(first))
        : new DnsEvents.Answer(
            0,
            List.of(first, Destinations.publicAddress(draws), Destinations.publicAddress(draws)));
  }

  private NetworkEvents.Ends outbound(LiveProcess process) {
    nextPort = (nextPort + 1 + draws.below(3)) % 12_000;
    boolean mac = host.platform() == Platform.MAC;
    int localPort = mac ? 0 : 50_000 + nextPort;
    String local = mac ? "0.0.0.0" : host.localAddress();
    if (process.program.traffic() == Program.Traffic.INSIDE) {
      Destinations.Server server = Destinations.inside(draws, host.platform());
      return new NetworkEvents.Ends(
          local, localPort, server.address(), server.port(), server.protocol());
    }
    int port = draws.below(100) < 92 ? 443 : 80;
    if (draws.below(100) < 12) {
      String local6 =
          mac
              ? "0:0:0:0:0:0:0:0"
              : "2001:db8:40:0:0:0:0:" + Integer.toHexString(50 + nextPort % 200);
      return new NetworkEvents.Ends(
          local6, localPort, Destinations.publicAddress6(draws), port, NetworkEvents.TCP);
    }
    return new NetworkEvents.Ends(
        local, localPort, Destinations.publicAddress(draws), port, NetworkEvents.TCP);
  }
}
