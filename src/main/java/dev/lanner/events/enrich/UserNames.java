package dev.lanner.events.enrich;

import java.io.Serializable;

/**
 * {@code UserName} by {@code UserSid}, and by {@code aid} and {@code UID} on macOS and Linux: a
 * name holds until the next one, and the first also before. For any number of readers; travels to
 * the tasks of a job as it is.
 */
public final class UserNames implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Knows no user. */
  public static final UserNames NONE = builder().build();

  private final NamesById bySid;
  private final NamesById byUid;

  UserNames(NamesById bySid, NamesById byUid) {
    this.bySid = bySid;
    this.byUid = byUid;
  }

  /**
   * The name of a Windows user at some time, or null if it is not known. {@code cid} and {@code
   * sid} may be null.
   *
   * @param time epoch milliseconds
   */
  public String bySid(String cid, String sid, long time) {
    return bySid.find(cid, sid, time);
  }

  /**
   * The name of a user of one macOS or Linux host at some time, or null. All texts may be null.
   *
   * @param time epoch milliseconds
   */
  public String byUid(String cid, String aid, String uid, long time) {
    return aid == null || uid == null ? null : byUid.find(cid, ofHost(aid, uid), time);
  }

  private static String ofHost(String aid, String uid) {
    return aid + '/' + uid;
  }

  /** How many users are known. */
  public int size() {
    return bySid.size() + byUid.size();
  }

  /** Gathers names. */
  public static Builder builder() {
    return new Builder();
  }

  /** Gathers names; the order of adding does not matter. */
  public static final class Builder {
    private NamesById bySid = new NamesById();
    private NamesById byUid = new NamesById();

    private Builder() {}

    /**
     * The name behind a SID at some time; nothing is added if either is null or empty.
     *
     * @param cid tenant; null or empty speaks for all
     * @param millis epoch milliseconds
     */
    public Builder addSid(String cid, String sid, String userName, long millis) {
      bySid.add(cid, sid, userName, millis);
      return this;
    }

    /**
     * The name behind a UID of one host at some time; nothing is added if one is null or empty.
     *
     * @param cid tenant; null or empty speaks for all
     * @param millis epoch milliseconds
     */
    public Builder addUid(String cid, String aid, String uid, String userName, long millis) {
      if (aid != null && !aid.isEmpty() && uid != null && !uid.isEmpty()) {
        byUid.add(cid, ofHost(aid, uid), userName, millis);
      }
      return this;
    }

    /** The names so far; the builder is used up. */
    public UserNames build() {
      UserNames built = new UserNames(bySid.settled(), byUid.settled());
      bySid = null;
      byUid = null;
      return built;
    }
  }
}
