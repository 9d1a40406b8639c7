package dev.lanner.events.enrich;

import dev.lanner.cql.event.Deliveries;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import java.util.Set;
import java.util.function.Supplier;

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
 * <p>By an id means: what events of the host said before this one, else what the archive's lookups
 * say of the time of the event, else what events of the host said soon after. Where nothing is
 * known, an empty text on the event stays an empty text. Reused from event to event like the event
 * underneath. Not thread-safe.
 */
public final class EnrichedEvent implements Event {
  /** The fields that may be filled in behind the place where events are first looked at. */
  public static final Set<String> FILLED_IN = Set.of("ComputerName", "UserName");

  private static final String COMPUTER_NAME = "ComputerName";
  private static final String USER_NAME = "UserName";
  private static final String USER_SID = "UserSid";
  private static final String UID = "UID";

  private final Deliveries deliveries = new Deliveries();
  private final FieldTable fields;
  private final HostNames hosts;
  private final UserNames users;
  private final int computerNameId;
  private final int userNameId;

  private Event event;
  private long delivery;
  private long time;
  private HeardNames heard;
  private long heardUntil;
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

  /** Starts anew over {@code event} of which the time is not known: the newest names hold. */
  public EnrichedEvent reset(Event event) {
    return reset(event, Long.MAX_VALUE, HeardNames.NOTHING, Long.MAX_VALUE);
  }

  /**
   * Starts anew over {@code event}.
   *
   * @param time when it was, epoch milliseconds
   * @param heard what events of its host said
   * @param heardUntil before which time that must have been said
   */
  public EnrichedEvent reset(Event event, long time, HeardNames heard, long heardUntil) {
    this.event = event;
    this.delivery = deliveries.next();
    this.time = time;
    this.heard = heard;
    this.heardUntil = heardUntil;
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

  /**
   * {@inheritDoc}
   *
   * <p>Never that of the event underneath, which may not have the names.
   */
  @Override
  public long delivery(int field) {
    return delivery;
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
    if (NameEvents.isGiven(own)) {
      return own;
    }
    String aid = event.text("aid");
    String known = heard.host(time);
    if (known == null) {
      known = hosts.name(event.text("cid"), aid, time);
    }
    if (known == null) {
      known = heard.hostLater(time, heardUntil);
    }
    if (known != null) {
      return known;
    }
    return NameEvents.isGiven(aid) ? aid : own;
  }

  private String findUserName() {
    String own = event.text(USER_NAME);
    if (NameEvents.isGiven(own)) {
      return own;
    }
    String cid = event.text("cid");
    String sid = event.text(USER_SID);
    if (NameEvents.isGiven(sid)) {
      String known = userName(HeardNames.ofSid(sid), () -> users.bySid(cid, sid, time));
      if (known != null) {
        return known;
      }
    }
    String uid = event.text(UID);
    if (!NameEvents.isGiven(uid)) {
      return own;
    }
    String known =
        userName(HeardNames.ofUid(uid), () -> users.byUid(cid, event.text("aid"), uid, time));
    return known != null ? known : "UID:" + uid;
  }

  private String userName(String id, Supplier<String> looked) {
    String known = heard.user(id, time);
    if (known == null) {
      known = looked.get();
    }
    return known != null ? known : heard.userLater(id, time, heardUntil);
  }

  /** Whether an event lacks a name that others may tell. */
  public static boolean lacksNames(Event event) {
    return !NameEvents.isGiven(event.text(COMPUTER_NAME))
        || !NameEvents.isGiven(event.text(USER_NAME))
            && (NameEvents.isGiven(event.text(USER_SID)) || NameEvents.isGiven(event.text(UID)));
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
