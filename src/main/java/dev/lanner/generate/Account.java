package dev.lanner.generate;

import java.util.Objects;

/**
 * A user. Process events carry only its number: {@code UserSid} on Windows, {@code UID} elsewhere;
 * the name comes from UserIdentity events and the userinfo lookup.
 *
 * @param name user name without domain
 * @param domain logon domain; empty on macOS and Linux
 * @param sid security identifier; empty on macOS and Linux
 * @param uid user number; empty on Windows
 * @param privilege what it may do
 */
record Account(String name, String domain, String sid, String uid, Privilege privilege) {

  /** What an account may do; on Windows this shows as the integrity level of its processes. */
  enum Privilege {
    USER("8192"),
    ADMINISTRATOR("12288"),
    SYSTEM("16384");

    private final String integrityLevel;

    Privilege(String integrityLevel) {
      this.integrityLevel = integrityLevel;
    }

    String integrityLevel() {
      return integrityLevel;
    }
  }

  /** Security identifiers of the CORP domain begin with this; the relative identifier follows. */
  private static final String DOMAIN_SID = "S-1-5-21-3185094712-1402796613-905283337-";

  /** The local system account of Windows. */
  static final Account LOCAL_SYSTEM =
      new Account("SYSTEM", "NT AUTHORITY", "S-1-5-18", "", Privilege.SYSTEM);

  /** The account of Windows services that need no rights on the network. */
  static final Account LOCAL_SERVICE =
      new Account("LOCAL SERVICE", "NT AUTHORITY", "S-1-5-19", "", Privilege.SYSTEM);

  /** The superuser of macOS and Linux. */
  static final Account ROOT = new Account("root", "", "", "0", Privilege.SYSTEM);

  Account {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(sid, "sid");
    Objects.requireNonNull(uid, "uid");
    Objects.requireNonNull(privilege, "privilege");
    if (sid.isEmpty() == uid.isEmpty()) {
      throw new IllegalArgumentException("an account has either a SID or a UID: " + name);
    }
  }

  /** A user of the CORP domain. */
  static Account corp(String name, int relativeId, Privilege privilege) {
    return new Account(name, "CORP", DOMAIN_SID + relativeId, "", privilege);
  }

  /** A user of a macOS or Linux host. */
  static Account unix(String name, int uid) {
    return new Account(name, "", "", Integer.toString(uid), Privilege.USER);
  }

  /** A number for the logon session: well known for the system accounts, constant for a user. */
  String authenticationId() {
    if (equals(LOCAL_SYSTEM)) {
      return "999";
    }
    if (equals(LOCAL_SERVICE)) {
      return "997";
    }
    return Long.toString(100_000L + Integer.toUnsignedLong(name.hashCode()) % 9_000_000L);
  }

  boolean isWindows() {
    return !sid.isEmpty();
  }
}
