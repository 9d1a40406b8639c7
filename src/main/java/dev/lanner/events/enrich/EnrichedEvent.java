package dev.lanner.events.enrich;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import java.util.Set;

/**
 * An event that also knows its host and user by name. Everything else is the event's own.
 *
 * <table>
 *   <caption>Where names come from; an empty text counts as missing</caption>
 *   <tr><td>{@code ComputerName}</td><td>the event, else by {@code aid}, else the {@code aid} itself, so
 *     that hosts without a name stay apart</td></tr>
 *   <tr><td>{@code UserName}</td><td>the event, else by {@code UserSid}, else by {@code UID}, else
 *     {@code UID:<n>}</td></tr>
 * </table>
 *
 * <p>Where nothing is known, an empty text on the event stays an empty text. Reused from event to
 * event like the event underneath. Not thread-safe.
 */
public final class EnrichedEvent implements Event {
  /** The fields that may be filled in behind the place where events are first looked at. */
  public static final Set<String> FILLED_IN = Set.of("ComputerName", "UserName");

  private static final String COMPUTER_NAME = "ComputerName";
  private static final String USER_NAME = "UserName";

  private final FieldTable fields;
  private final HostNames hosts;
  private final UserNames users;
  private final int computerNameId;
  private final int userNameId;

  private Event event;
  private boolean hostSought;
  private boolean userSought;
  private String computerName;
  private String userName;

  /** Enriches events that answer to {@code fields}. */
  public EnrichedEvent(FieldTable fields, HostNames hosts, UserNames users) {
    this.fields = fields;
    this.hosts = hosts;
    this.users = users;
    this.computerNameId = fields.find(COMPUTER_NAME);
    this.userNameId = fields.find(USER_NAME);
  }

  /** Starts anew over {@code event}. */
  public EnrichedEvent reset(Event event) {
    this.event = event;
    hostSought = false;
    userSought = false;
    return this;
  }

  /** The event underneath. */
  public Event event() {
    return event;
  }

  @Override
  public FieldTable fields() {
    return fields;
  }

  @Override
  public String text(int field) {
    if (field == computerNameId) {
      return computerName();
    }
    return field == userNameId ? userName() : event.text(field);
  }

  @Override
  public String text(String name) {
    return switch (name) {
      case COMPUTER_NAME -> computerName();
      case USER_NAME -> userName();
      default -> event.text(name);
    };
  }

  /** The name of the host, else its {@code aid}; null only if the event has neither. */
  public String computerName() {
    if (!hostSought) {
      computerName = findComputerName();
      hostSought = true;
    }
    return computerName;
  }

  /** The name of the user, or null. */
  public String userName() {
    if (!userSought) {
      userName = findUserName();
      userSought = true;
    }
    return userName;
  }

  private String findComputerName() {
    String own = event.text(COMPUTER_NAME);
    if (isGiven(own)) {
      return own;
    }
    String aid = event.text("aid");
    String known = hosts.name(event.text("cid"), aid);
    if (known != null) {
      return known;
    }
    return isGiven(aid) ? aid : own;
  }

  private String findUserName() {
    String own = event.text(USER_NAME);
    if (isGiven(own)) {
      return own;
    }
    String cid = event.text("cid");
    String known = users.bySid(cid, event.text("UserSid"));
    if (known != null) {
      return known;
    }
    String uid = event.text("UID");
    if (!isGiven(uid)) {
      return own;
    }
    known = users.byUid(cid, event.text("aid"), uid);
    return known != null ? known : "UID:" + uid;
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isEmpty();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Names that the event itself does not have come last.
   */
  @Override
  public void forEach(FieldVisitor visitor) {
    boolean[] shown = new boolean[2];
    event.forEach(
        (name, text) -> {
          if (name.equals(COMPUTER_NAME)) {
            shown[0] = true;
            visitor.field(name, computerName());
          } else if (name.equals(USER_NAME)) {
            shown[1] = true;
            visitor.field(name, userName());
          } else {
            visitor.field(name, text);
          }
        });
    if (!shown[0] && computerName() != null) {
      visitor.field(COMPUTER_NAME, computerName());
    }
    if (!shown[1] && userName() != null) {
      visitor.field(USER_NAME, userName());
    }
  }
}
