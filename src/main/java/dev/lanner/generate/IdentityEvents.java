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

  private static String principal(Account account) {
    return account.domain().equals("CORP") ? account.name() + "@corp.example" : "";
  }
}
