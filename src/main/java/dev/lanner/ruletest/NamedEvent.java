package dev.lanner.ruletest;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.FdrEvent;
import java.util.Map;

/**
 * An FDR event with the names of host and user that the case gives; names on the event win. Looks
 * at the decoder's event, so it changes with it.
 */
final class NamedEvent implements Event {
  private static final String HOST = "ComputerName";
  private static final String USER = "UserName";

  private final Map<String, String> hosts;
  private final Map<String, String> users;
  private FdrEvent event;

  NamedEvent(Map<String, String> hosts, Map<String, String> users) {
    this.hosts = hosts;
    this.users = users;
  }

  NamedEvent of(FdrEvent newEvent) {
    event = newEvent;
    return this;
  }

  @Override
  public FieldTable fields() {
    return event.fields();
  }

  @Override
  public String text(int field) {
    String text = event.text(field);
    return text != null ? text : added(fields().name(field));
  }

  @Override
  public String text(String name) {
    String text = event.text(name);
    return text != null ? text : added(name);
  }

  private String added(String name) {
    return switch (name) {
      case HOST -> hosts.get(event.text("aid"));
      case USER -> user();
      default -> null;
    };
  }

  private String user() {
    String sid = event.text("UserSid");
    String uid = event.text("UID");
    if (sid != null && users.containsKey(sid)) {
      return users.get(sid);
    }
    return uid == null ? null : users.getOrDefault(uid, "UID:" + uid);
  }

  @Override
  public void forEach(FieldVisitor visitor) {
    event.forEach(visitor);
    for (String name : new String[] {HOST, USER}) {
      String text = event.text(name) == null ? added(name) : null;
      if (text != null) {
        visitor.field(name, text);
      }
    }
  }
}
