package dev.lanner.generate;

import java.util.List;

/** Name look-ups. macOS and Linux sensors tell less than Windows sensors. */
final class DnsEvents {

  static final int A = 1;
  static final int AAAA = 28;

  private static final String TYPE = "DnsRequest";

  /**
   * The answer to a look-up.
   *
   * @param status DNS status as Windows counts: 0 found, 9003 no such name; other sensors do not
   *     tell it
   * @param addresses IPv4 addresses; empty when there are none or the line does not tell
   */
  record Answer(int status, List<String> addresses) {

    static final Answer UNTOLD = new Answer(0, List.of());
    static final Answer NO_SUCH_NAME = new Answer(9003, List.of());

    Answer {
      addresses = List.copyOf(addresses);
    }
  }

  private DnsEvents() {}

  /**
   * DnsRequest.
   *
   * @param context the asking process; its name is on the line where not empty
   * @param domain the name asked for, without a trailing dot
   * @param requestType 1 for A, 28 for AAAA
   * @param answer what came back, as far as the line tells
   */
  static GeneratedEvent request(
      Fields fields,
      Stamp stamp,
      Draws draws,
      NetworkEvents.Context context,
      String domain,
      int requestType,
      Answer answer) {
    boolean windows = stamp.host().isWindows();
    if (!context.baseName().isEmpty()) {
      fields.put("ContextBaseFileName", context.baseName());
    }
    if (!answer.addresses().isEmpty()) {
      fields
          .put("IP4Records", String.join(";", answer.addresses()) + ";")
          .put("FirstIP4Record", answer.addresses().get(0));
    }
    stamp.open(fields, TYPE).put("ContextProcessId", context.processId()).put("DomainName", domain);
    fields.put("ContextThreadId", windows ? ProcessEvents.threadId(draws) : "0");
    stamp.middle(fields);
    if (windows) {
      fields
          .put("QueryStatus", answer.status())
          .put("InterfaceIndex", "0")
          .put("DnsRequestCount", "1")
          .put("DualRequest", "0");
    }
    fields.put("RequestType", requestType);
    return stamp.close(fields, TYPE, windows ? 5 : 1);
  }
}
