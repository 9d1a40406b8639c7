package dev.lanner.generate;

/** Who a user number is. */
final class IdentityEvents {

  private static final String TYPE = "UserIdentity";

  private IdentityEvents() {}

  /**
   * UserIdentity: the name behind a {@code UserSid} or {@code UID} on one host, seen in one
   * process. It carries no sensor time.
   */
  static GeneratedEvent userIdentity(
      Fields fields, Stamp stamp, Account account, String processId) {
    boolean administrator = account.privilege() != Account.Privilege.USER;
    fields
        .put("UserIsAdmin", administrator ? "1" : "0")
        .putSeconds("LogonTime", stamp.sensorMillis())
        .put("aip", stamp.host().aip())
        .put("event_platform", stamp.host().platform().code());
    if (account.isWindows()) {
      fields
          .put("LogonDomain", account.domain())
          .put("UserSid", account.sid())
          .put("LogonType", account.privilege() == Account.Privilege.SYSTEM ? "5" : "2")
          .put("AuthenticationPackage", "Kerberos")
          .put("AuthenticationId", account.authenticationId())
          .put("UserPrincipal", principal(account))
          .put("LogonServer", "");
    } else {
      fields.put("UID", account.uid()).put("GID", account.uid()).put("LogonType", "2");
    }
    stamp
        .openUntimed(fields, TYPE)
        .put("UserName", account.name())
        .put("ContextProcessId", processId)
        .put("ConfigBuild", stamp.host().sensor().configBuild(stamp.host().platform()));
    return stamp.close(fields, TYPE, 5);
  }

  /** UserLogon (Windows): a user logged on. */
  static GeneratedEvent userLogon(
      Fields fields, Stamp stamp, Draws draws, Account account, String processId) {
    String type = "UserLogon";
    fields
        .put("AuthenticationId", account.authenticationId())
        .put("AuthenticationPackage", "Negotiate")
        .put("ClientComputerName", "-")
        .put("ContextProcessId", processId)
        .put("ContextThreadId", ProcessEvents.threadId(draws))
        .put("LogonDomain", account.domain())
        .put("LogonServer", "DC01")
        .putSeconds("LogonTime", stamp.sensorMillis())
        .put("LogonType", "7")
        .put("PasswordLastSet", "")
        .put("RemoteAccount", "0")
        .put("UserFlags", "0")
        .put("UserIsAdmin", "0")
        .put("UserLogonFlags", "0")
        .put("UserName", account.name())
        .put("UserPrincipal", principal(account))
        .put("UserSid", account.sid());
    stamp.open(fields, type);
    stamp.middle(fields);
    return stamp.close(fields, type, 8);
  }

  private static String principal(Account account) {
    return account.domain().equals("CORP") ? account.name() + "@corp.example" : "";
  }
}
