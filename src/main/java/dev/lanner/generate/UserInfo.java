package dev.lanner.generate;

/**
 * The lookup that names the user behind a SID: one line for each Windows account, without a host.
 */
final class UserInfo {

  private UserInfo() {}

  /**
   * The line of a Windows account. The field {@code User} has its backslash doubled, as delivered
   * lines do.
   */
  static GeneratedEvent line(Fields fields, Account account, String lastHost, long seenMillis) {
    return fields
        .put("AccountType", account.domain().equals("CORP") ? "Domain" : "Local")
        .put("LastLoggedOnHost", lastHost)
        .putSeconds("LogonTime", seenMillis)
        .put(
            "LogonType",
            account.privilege() == Account.Privilege.SYSTEM ? "Service" : "Interactive")
        .put("PasswordLastSet", "0")
        .put("User", account.domain() + "\\\\" + account.name())
        .put("UserIsAdmin", account.privilege() == Account.Privilege.USER ? "0" : "1")
        .put("UserName", account.name())
        .put("UserSid_readable", account.sid())
        .putSeconds("_time", seenMillis)
        .put("cid", Scenario.CID)
        .put("monthsincereset", "N/A")
        .build(seenMillis);
  }
}
