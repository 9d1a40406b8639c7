package dev.lanner.generate;

/**
 * Connections, as the sensor sees them. All numbers are texts on the line; a macOS sensor often
 * does not know the local end of a connection.
 */
final class NetworkEvents {

  static final int TCP = 6;
  static final int UDP = 17;

  private static final int OUTBOUND = 0;
  private static final int INBOUND = 1;
  private static final int NEITHER = 2;

  private NetworkEvents() {}

  /**
   * Who holds a connection: the process, by its Falcon id, and the file name of its program where
   * the sensor tells it.
   *
   * @param processId value of {@code ContextProcessId}
   * @param baseName value of {@code ContextBaseFileName}; empty when the event does not have it
   */
  record Context(String processId, String baseName) {}

  /**
   * The two ends of a connection.
   *
   * @param local address of the reporting host
   * @param localPort its port
   * @param remote address of the other end; both addresses are of one family
   * @param remotePort its port
   * @param protocol IP protocol number
   */
  record Ends(String local, int localPort, String remote, int remotePort, int protocol) {

    boolean isIp6() {
      return remote.indexOf(':') >= 0;
    }
  }

  /** NetworkConnectIP4 or IP6: an outbound connection was made. */
  static GeneratedEvent connect(Fields fields, Stamp stamp, Context context, Ends ends) {
    return event(fields, stamp, "NetworkConnect", context, ends, OUTBOUND, "0");
  }

  /**
   * NetworkReceiveAcceptIP4 or IP6: an inbound connection was accepted; the local port is the
   * service.
   */
  static GeneratedEvent accept(Fields fields, Stamp stamp, Context context, Ends ends) {
    return event(fields, stamp, "NetworkReceiveAccept", context, ends, INBOUND, "0");
  }

  /** NetworkListenIP4: a process opened a port. */
  static GeneratedEvent listen(Fields fields, Stamp stamp, Context context, int port) {
    Ends ends = new Ends("0.0.0.0", port, "0.0.0.0", 0, TCP);
    return event(fields, stamp, "NetworkListen", context, ends, NEITHER, "0");
  }

  /** NetworkCloseIP4 or IP6: a connection ended. */
  static GeneratedEvent close(Fields fields, Stamp stamp, Context context, Ends ends) {
    return event(fields, stamp, "NetworkClose", context, ends, NEITHER, "0");
  }

  /**
   * RawBindIP4: a process opened a raw socket (flag bit 1), which sends packets past the connection
   * events.
   */
  static GeneratedEvent rawBind(Fields fields, Stamp stamp, Context context, int protocol) {
    Ends ends = new Ends(stamp.host().localAddress(), 0, "0.0.0.0", 0, protocol);
    return event(fields, stamp, "RawBind", context, ends, NEITHER, "1");
  }

  /**
   * FirewallRuleIP4Matched: a rule of the Falcon host firewall blocked an inbound packet.
   *
   * <p>No public raw line of this type is known; the field names are those of the firewall platform
   * event. An assumption until a real line is seen.
   */
  static GeneratedEvent blockedInbound(Fields fields, Stamp stamp, Ends ends) {
    String type = "FirewallRuleIP4Matched";
    fields
        .put("PolicyName", "Perimeter servers")
        .put("RuleName", "Block inbound by default")
        .put("RuleId", "4877172638743441188")
        .put("RuleGroupName", "Baseline")
        .put("RuleAction", "2");
    stamp
        .open(fields, type)
        .put("LocalAddressIP4", ends.local())
        .put("LocalPort", ends.localPort())
        .put("RemoteAddressIP4", ends.remote())
        .put("RemotePort", ends.remotePort())
        .put("Protocol", ends.protocol())
        .put("ConnectionDirection", INBOUND)
        .put("ContextProcessId", "0");
    stamp.middle(fields);
    return stamp.close(fields, type, 1);
  }

  private static GeneratedEvent event(
      Fields fields,
      Stamp stamp,
      String family,
      Context context,
      Ends ends,
      int direction,
      String flags) {
    boolean ip6 = ends.isIp6();
    String type = ip6 ? family + "IP6" : family + "IP4";
    if (!context.baseName().isEmpty()) {
      fields.put("ContextBaseFileName", context.baseName());
    }
    fields.put(ip6 ? "LocalAddressIP6" : "LocalAddressIP4", ends.local());
    stamp
        .open(fields, type)
        .put("ConnectionFlags", flags)
        .put("ContextProcessId", context.processId())
        .put("RemotePort", ends.remotePort());
    stamp
        .middle(fields)
        .put("LocalPort", ends.localPort())
        .put("Protocol", ends.protocol())
        .put(ip6 ? "RemoteAddressIP6" : "RemoteAddressIP4", ends.remote())
        .put("ConnectionDirection", direction)
        .put("InContext", "0");
    return stamp.close(fields, type, version(stamp.host().platform()));
  }

  private static int version(Platform platform) {
    return platform == Platform.MAC ? 10 : 5;
  }
}
