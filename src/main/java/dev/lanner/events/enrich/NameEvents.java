package dev.lanner.events.enrich;

import dev.lanner.cql.event.Event;
import java.util.Set;

/** Events that tell the name of their host or of a user. */
public final class NameEvents {
  /** Their types (SCHEMA section 4). */
  public static final Set<String> TYPES =
      Set.of("AgentOnline", "HostnameChanged", "UserIdentity", "UserLogon");

  private static final int LONGEST = 1024;

  private NameEvents() {}

  /** Whether an event of such a type says anything: it needs an {@code aid} and some name. */
  public static boolean tells(Event event) {
    String cid = event.text("cid");
    return isName(event.text("aid"))
        && (cid == null || cid.length() <= LONGEST)
        && (isName(event.text("ComputerName")) || isName(event.text("UserName")));
  }

  /** Whether a text is there and no longer than any name is: it may lie in state for months. */
  static boolean isName(String text) {
    return isGiven(text) && text.length() <= LONGEST;
  }

  static boolean isGiven(String text) {
    return text != null && !text.isEmpty();
  }
}
