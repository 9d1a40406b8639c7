package dev.lanner.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private static final long START = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
  private static final int EVENTS = 60_000;
  private static final int HOSTS = 60;

  private static List<Delivery> deliveries;
  private static List<GeneratedEvent> events;

  @BeforeAll
  static void generate() {
    deliveries = take(1, EVENTS);
    events =
        deliveries.stream().filter(delivery -> !delivery.repeated()).map(Delivery::event).toList();
  }

  @Test
  void aBoundedBackgroundDeliversEveryEventOnce() {
    Set<String> ids = new HashSet<>();
    for (GeneratedEvent event : events) {
      assertTrue(ids.add(event.field("id").orElseThrow()));
    }
    assertEquals(EVENTS, ids.size());
  }

  @Test
  void theSameSeedGivesTheSameLinesAndAnotherSeedOthers() {
    assertEquals(deliveries.subList(0, 3000), take(1, EVENTS).subList(0, 3000));
    assertNotEquals(deliveries.subList(0, 3000), take(2, EVENTS).subList(0, 3000));
  }

  @Test
  void everyLineIsJsonOfTextsWithAnEnvelope() throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (GeneratedEvent event : events) {
      JsonNode line = json.readTree(event.toJson());
      assertTrue(line.size() > 10, event::toJson);
      line.forEach(value -> assertTrue(value.isTextual(), event::toJson));
      for (String field : List.of("aid", "cid", "id", "event_platform", "name", "aip")) {
        assertFalse(line.path(field).asText().isEmpty(), () -> field + " in " + event);
      }
      assertEquals(Long.toString(event.timestamp()), line.path("timestamp").asText());
    }
  }

  /**
   * Source: the planned shares of {@link EventKind}; four standard deviations of sixty thousand
   * draws are 0.7 %.
   */
  @Test
  void theMixIsTheStatedOne() {
    Map<EventKind, Integer> counts = new EnumMap<>(EventKind.class);
    for (GeneratedEvent event : events) {
      counts.merge(kind(event.type()), 1, Integer::sum);
    }
    for (EventKind kind : EventKind.values()) {
      double share = counts.getOrDefault(kind, 0) / (double) EVENTS;
      assertEquals(kind.perMille() / 1000.0, share, 0.007, kind.name());
    }
  }

  /** Source: 0.90 KB is the mean of 282 public lines, 0.78 KB their median. */
  @Test
  void linesAreAsLongAsRealOnes() {
    long bytes = 0;
    for (GeneratedEvent event : events) {
      bytes += event.toJson().getBytes(StandardCharsets.UTF_8).length;
    }
    assertEquals(900, bytes / (double) EVENTS, 60);
  }

  @Test
  void deliveriesComeInOrderAndWithinTheBound() {
    long last = Long.MIN_VALUE;
    int repeated = 0;
    for (Delivery delivery : deliveries) {
      assertTrue(delivery.deliveredMillis() >= last);
      last = delivery.deliveredMillis();
      long lag = delivery.deliveredMillis() - delivery.event().timestamp();
      assertTrue(lag >= 0 && lag <= Transit.MAX_LAG_MILLIS, () -> "lag of " + lag);
      repeated += delivery.repeated() ? 1 : 0;
    }
    assertEquals(0.005, repeated / (double) EVENTS, 0.0015);
  }

  /** Source: 94 public lines, median 0.5 s, up to 15 h, some up to 58 s ahead of the arrival. */
  @Test
  void arrivalsAreDelayedAsRealOnes() {
    List<Double> delays = new ArrayList<>();
    for (GeneratedEvent event : events) {
      event
          .field("ContextTimeStamp")
          .ifPresent(at -> delays.add(event.timestamp() / 1000.0 - Double.parseDouble(at)));
    }
    double[] sorted = delays.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    assertEquals(0.5, sorted[sorted.length / 2], 0.1);
    assertTrue(sorted[0] >= -58, "earliest " + sorted[0]);
    assertTrue(sorted[sorted.length - 1] > 600, "latest " + sorted[sorted.length - 1]);
    long minutes = Arrays.stream(sorted).filter(delay -> delay > 60).count();
    assertTrue(minutes < sorted.length / 200, minutes + " delays above a minute");
  }

  @Test
  void eventsNameOnlyProcessesThatHaveNotEnded() {
    Map<String, Double> ends = new HashMap<>();
    for (GeneratedEvent event : events) {
      if (kind(event.type()) == EventKind.PROCESS_END) {
        ends.put(process(event, "TargetProcessId"), sensorSeconds(event));
      }
    }
    assertTrue(ends.size() > EVENTS / 10);
    int named = 0;
    for (GeneratedEvent event : events) {
      if (event.field("ContextProcessId").isPresent()) {
        double end = ends.getOrDefault(process(event, "ContextProcessId"), Double.MAX_VALUE);
        assertTrue(sensorSeconds(event) <= end + 0.001, event::toJson);
        named++;
      }
    }
    assertTrue(named > EVENTS / 2);
  }

  @Test
  void aParentIsKnownByTheNameItsChildGivesIt() {
    Map<String, String> names = new HashMap<>();
    for (GeneratedEvent event : events) {
      event
          .field("ImageFileName")
          .filter(image -> event.type().endsWith("ProcessRollup2"))
          .ifPresent(
              image -> names.put(process(event, "TargetProcessId"), Image.at(image).baseName()));
    }
    int known = 0;
    for (GeneratedEvent event : events) {
      if (event.type().equals("ProcessRollup2")) {
        String parent = names.get(process(event, "ParentProcessId"));
        if (parent != null) {
          assertEquals(parent, event.field("ParentBaseFileName").orElseThrow());
          known++;
        }
      }
    }
    assertTrue(known > EVENTS / 20, known + " parents are known");
  }

  /**
   * Source: the patterns and thresholds of the published detections, for what the background must
   * not look like.
   */
  @Test
  void nothingLooksLikeDiscoveryOrScanning() {
    Pattern image =
        Pattern.compile(
            "(?i)(nmap|masscan|zmap|harvester|amass|subfinder|spiderfoot|recon-ng)(\\.exe)?$");
    Pattern commandLine =
        Pattern.compile(
            "(?i)( -s[stuvn]| -pn |--top-ports|--script |--rate |--ports | -p [0-9]|net\\.sockets"
                + "|test-netconnection|netstat|arp -a|net view|net use|route print|recon|enum"
                + "|survey|harvest|osint|shodan|censys|greynoise)");
    Pattern domain =
        Pattern.compile(
            "(?i)(shodan|censys|ipinfo|ipapi|ip-api|ipwhois|he\\.net|arin\\.net|ripe\\.net|apnic"
                + "|lacnic|afrinic|spyse|fofa|zoomeye|dnsdumpster|hackertarget|viewdns|ipvoid"
                + "|whatismyip|ip2location|maxmind|greynoise|binaryedge|onyphe)");
    Map<String, Set<String>> portsByAddress = new HashMap<>();
    Map<String, Integer> connectionsByAddress = new HashMap<>();
    for (GeneratedEvent event : events) {
      event.field("ImageFileName").ifPresent(text -> assertFalse(image.matcher(text).find(), text));
      event
          .field("CommandLine")
          .ifPresent(text -> assertFalse(commandLine.matcher(text).find(), text));
      event.field("DomainName").ifPresent(text -> assertFalse(domain.matcher(text).find(), text));
      String remote = event.field("RemoteAddressIP4").orElse("10.");
      if (event.type().equals("NetworkConnectIP4") && !remote.startsWith("10.")) {
        portsByAddress
            .computeIfAbsent(remote, key -> new HashSet<>())
            .add(event.field("RemotePort").orElseThrow());
        connectionsByAddress.merge(remote, 1, Integer::sum);
      }
    }
    portsByAddress.forEach((address, ports) -> assertTrue(ports.size() <= 2, address));
    connectionsByAddress.forEach((address, count) -> assertTrue(count < 10, address));
  }

  private static List<Delivery> take(long seed, int count) {
    Background background = new Background(seed, HOSTS, START, Background.usualRate(HOSTS), count);
    List<Delivery> taken = new ArrayList<>();
    background.forEachRemaining(taken::add);
    return taken;
  }

  private static String process(GeneratedEvent event, String field) {
    return event.field("aid").orElseThrow() + " " + event.field(field).orElseThrow();
  }

  private static double sensorSeconds(GeneratedEvent event) {
    return event
        .field("ContextTimeStamp")
        .map(Double::parseDouble)
        .orElse(event.field("LogonTime").map(Double::parseDouble).orElse(0.0));
  }

  private static EventKind kind(String type) {
    return switch (type) {
      case "ProcessRollup2" -> EventKind.PROCESS_START;
      case "EndOfProcess", "TerminateProcess" -> EventKind.PROCESS_END;
      case "DnsRequest" -> EventKind.DNS;
      case "NetworkConnectIP4", "NetworkConnectIP6" -> EventKind.CONNECT;
      case "AsepValueUpdate", "RegSystemConfigValueUpdate", "ClassifiedModuleLoad", "ImageHash" ->
          EventKind.CONFIGURATION;
      case "DirectoryCreate", "FileDeleteInfo" -> EventKind.FILE;
      default -> {
        if (type.startsWith("Network")) {
          yield EventKind.OTHER_NETWORK;
        }
        yield type.endsWith("Written") ? EventKind.FILE : EventKind.REST;
      }
    };
  }
}
