package dev.lanner.cql.function.network;

import dev.lanner.cql.value.Numbers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The hash of Community ID (github.com/corelight/community-id-spec, version 1). */
final class FlowHash {
  /** There is no port, which is not the same as a wrong one. */
  static final int NO_PORT = Integer.MIN_VALUE;

  /**
   * The ports of a flow, or what takes their place.
   *
   * @param oneWay whether there is no answer whose ends would be exchanged
   */
  record Ports(int source, int destination, boolean oneWay) {}

  private static final int ICMP = 1;
  private static final int ICMP6 = 58;

  /** Protocols that have ports: ICMP, TCP, UDP, ICMPv6, SCTP. */
  private static final Set<Integer> WITH_PORTS = Set.of(ICMP, 6, 17, ICMP6, 132);

  /** Requests and their answers, both ways. */
  private static final Map<Integer, Integer> ICMP_ANSWERS =
      Map.of(8, 0, 0, 8, 13, 14, 14, 13, 15, 16, 16, 15, 10, 9, 9, 10, 17, 18, 18, 17);

  private static final Map<Integer, Integer> ICMP6_ANSWERS =
      Map.ofEntries(
          Map.entry(128, 129),
          Map.entry(129, 128),
          Map.entry(133, 134),
          Map.entry(134, 133),
          Map.entry(135, 136),
          Map.entry(136, 135),
          Map.entry(130, 131),
          Map.entry(131, 130),
          Map.entry(144, 145),
          Map.entry(145, 144));

  /** IANA's keywords of the protocols that are seen; others can be given by number. */
  private static final Map<String, Integer> KEYWORDS =
      Map.ofEntries(
          Map.entry("icmp", ICMP),
          Map.entry("igmp", 2),
          Map.entry("ipv4", 4),
          Map.entry("tcp", 6),
          Map.entry("egp", 8),
          Map.entry("igp", 9),
          Map.entry("udp", 17),
          Map.entry("ipv6", 41),
          Map.entry("rsvp", 46),
          Map.entry("gre", 47),
          Map.entry("esp", 50),
          Map.entry("ah", 51),
          Map.entry("ipv6-icmp", ICMP6),
          Map.entry("icmp6", ICMP6),
          Map.entry("icmpv6", ICMP6),
          Map.entry("eigrp", 88),
          Map.entry("ospfigp", 89),
          Map.entry("pim", 103),
          Map.entry("vrrp", 112),
          Map.entry("l2tp", 115),
          Map.entry("sctp", 132),
          Map.entry("udplite", 136));

  private FlowHash() {}

  /** The number of a protocol given by number or keyword, or -1. */
  static int protocol(String text) {
    if (text == null) {
      return -1;
    }
    if (Numbers.isWhole(text)) {
      long number = Long.parseLong(text);
      return number >= 0 && number <= 255 ? (int) number : -1;
    }
    return KEYWORDS.getOrDefault(text.toLowerCase(Locale.ROOT), -1);
  }

  /** Whether type and code stand for ports. */
  static boolean isIcmp(int protocol) {
    return protocol == ICMP || protocol == ICMP6;
  }

  /** The ports that stand for type and code. */
  static Ports icmp(int protocol, int type, int code) {
    Integer answer = (protocol == ICMP ? ICMP_ANSWERS : ICMP6_ANSWERS).get(type);
    return answer == null ? new Ports(type, code, true) : new Ports(type, answer, false);
  }

  /** The id of a flow; the empty text if something about it is wrong. */
  static String id(int seed, byte[] source, byte[] destination, int protocol, Ports ports) {
    boolean withPorts = WITH_PORTS.contains(protocol);
    boolean wrong =
        source == null
            || destination == null
            || source.length != destination.length
            || protocol < 0
            || !isPort(ports.source, withPorts)
            || !isPort(ports.destination, withPorts);
    if (wrong) {
      return "";
    }
    boolean swap = !ports.oneWay && isAfter(source, ports.source, destination, ports.destination);
    ByteBuffer bytes = ByteBuffer.allocate(2 + 2 * source.length + 2 + (withPorts ? 4 : 0));
    bytes.putShort((short) seed);
    bytes.put(swap ? destination : source).put(swap ? source : destination);
    bytes.put((byte) protocol).put((byte) 0);
    if (withPorts) {
      bytes.putShort((short) (swap ? ports.destination : ports.source));
      bytes.putShort((short) (swap ? ports.source : ports.destination));
    }
    return "1:" + Base64.getEncoder().encodeToString(sha1(bytes.array()));
  }

  private static boolean isPort(int port, boolean needed) {
    return port >= 0 || port == NO_PORT && !needed;
  }

  private static boolean isAfter(byte[] a, int portA, byte[] b, int portB) {
    int order = Arrays.compareUnsigned(a, b);
    return order > 0 || order == 0 && portA > portB;
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
