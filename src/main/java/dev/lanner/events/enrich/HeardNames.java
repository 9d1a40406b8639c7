package dev.lanner.events.enrich;

import dev.lanner.cql.event.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the events of one host said of its name and of its users' names, each with the time it was
 * said at. A name holds for events after that time, not for those at the same millisecond: which of
 * two such events comes first is chance.
 *
 * <p>At most {@value NameHistory#MOST} names each, and {@value #MOST_USERS} users: the one not seen
 * for longest goes first, and all who were not seen for {@value #USER_DAYS} days go when a new one
 * comes. Changed in place. Not thread-safe.
 */
public final class HeardNames {
  /** Nothing was said; not to be changed. */
  public static final HeardNames NOTHING = new HeardNames("", "");

  static final int MOST_USERS = 256;
  private static final int USER_DAYS = 30;
  private static final long USER_MILLIS = Duration.ofDays(USER_DAYS).toMillis();

  private final String cid;
  private final String aid;
  private NameHistory host;
  private final TreeMap<String, User> users = new TreeMap<>();

  private record User(NameHistory names, long seen) {}

  /** Begins with nothing. */
  public HeardNames(String cid, String aid) {
    this.cid = cid;
    this.aid = aid;
  }

  /** Whether this is about that host. */
  public boolean isOf(String otherCid, String otherAid) {
    return aid.equals(otherAid) && cid.equals(otherCid);
  }

  /** The id of a Windows user. */
  static String ofSid(String sid) {
    return "S" + sid;
  }

  /** The id of a macOS or Linux user. */
  static String ofUid(String uid) {
    return "U" + uid;
  }

  /**
   * Listens to an event of this host. Hearing it again changes nothing.
   *
   * @param time when it was, epoch milliseconds
   * @param settled up to where nothing more will be heard
   * @param asked before which time nobody asks any more
   */
  public void hear(Event event, long time, long settled, long asked) {
    String computerName = event.text("ComputerName");
    if (NameEvents.isName(computerName)) {
      host = heard(host, computerName, time, settled, asked);
    }
    String userName = event.text("UserName");
    if (NameEvents.isName(userName)) {
      String sid = event.text("UserSid");
      if (NameEvents.isName(sid)) {
        user(ofSid(sid), userName, time, settled, asked);
      }
      String uid = event.text("UID");
      if (NameEvents.isName(uid)) {
        user(ofUid(uid), userName, time, settled, asked);
      }
    }
  }

  private static NameHistory heard(
      NameHistory history, String name, long time, long settled, long asked) {
    return NameHistory.with(history, name, time).settled(settled).since(asked);
  }

  private void user(String id, String name, long time, long settled, long asked) {
    User known = users.get(id);
    if (known == null) {
      users.values().removeIf(user -> time - user.seen > USER_MILLIS);
      users.put(id, new User(heard(null, name, time, settled, asked), time));
      if (users.size() > MOST_USERS) {
        users.remove(unseenForLongest());
      }
    } else {
      users.put(
          id, new User(heard(known.names, name, time, settled, asked), Math.max(time, known.seen)));
    }
  }

  private String unseenForLongest() {
    return users.entrySet().stream()
        .min(
            Comparator.<Map.Entry<String, User>>comparingLong(entry -> entry.getValue().seen())
                .thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  /** The name of the host as said before {@code time}, or null. */
  String host(long time) {
    return host == null ? null : host.before(time);
  }

  /** The first name of the host said at {@code time} or later, but before {@code end}; or null. */
  String hostLater(long time, long end) {
    return host == null ? null : host.between(time, end);
  }

  /** The name of a user as said before {@code time}, or null. */
  String user(String id, long time) {
    User user = users.get(id);
    return user == null ? null : user.names.before(time);
  }

  /** The first name of a user said at {@code time} or later, but before {@code end}; or null. */
  String userLater(String id, long time, long end) {
    User user = users.get(id);
    return user == null ? null : user.names.between(time, end);
  }

  /** One that changes no more when this one does. */
  public HeardNames copy() {
    HeardNames copy = new HeardNames(cid, aid);
    copy.host = host;
    copy.users.putAll(users);
    return copy;
  }

  /** Writes all there is. */
  public void write(DataOutput out) throws IOException {
    out.writeUTF(cid);
    out.writeUTF(aid);
    NameHistory.write(host, out);
    out.writeShort(users.size());
    for (Map.Entry<String, User> user : users.entrySet()) {
      out.writeUTF(user.getKey());
      NameHistory.write(user.getValue().names, out);
      out.writeLong(user.getValue().seen);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static HeardNames read(DataInput in) throws IOException {
    HeardNames names = new HeardNames(in.readUTF(), in.readUTF());
    names.host = NameHistory.read(in);
    int size = in.readShort();
    for (int i = 0; i < size; i++) {
      String id = in.readUTF();
      names.users.put(id, new User(NameHistory.read(in), in.readLong()));
    }
    return names;
  }
}
