package dev.lanner.generate;

/** Name look-ups. macOS and Linux sensors tell less than Windows sensors. */
final class DnsEvents {

  static final int A = 1;
  static final int AAAA = 28;

  private static final String TYPE = "DnsRequest";

  private DnsEvents() {}

  /**
   * DnsRequest.
   *
   * @param context the asking process; its name is on the line where not empty
   * @param domain the name asked for, without a trailing dot
   * @param requestType 1 for A, 28 for AAAA
   * @param answer address in the answer; empty when the line does not tell
   */
  static GeneratedEvent request(
      Fields fields,
      Stamp stamp,
      Draws draws,
      NetworkEvents.Context context,
      String domain,
      int requestType,
      String answer) {
    boolean windows = stamp.host().isWindows();
    if (!context.baseName().isEmpty()) {
      fields.put("ContextBaseFileName", context.baseName());
    }
    if (!answer.isEmpty()) {
      fields.put("IP4Records", answer + ";").put("FirstIP4Record", answer);
    }
    stamp.open(fields, TYPE).put("ContextProcessId", context.processId()).put("DomainName", domain);
    fields.put("ContextThreadId", windows ? ProcessEvents.threadId(draws) : "0");
    stamp.middle(fields);
    if (windows) {
      fields
          .put("QueryStatus", "0")
          .put("InterfaceIndex", "0")
          .put("DnsRequestCount", "1")
          .put("DualRequest", "0");
    }
    fields.put("RequestType", requestType);
    return stamp.close(fields, TYPE, windows ? 5 : 1);
  }
}
