package dev.lanner.ruletest;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.events.enrich.HostNames;
import dev.lanner.events.enrich.UserNames;
import java.util.Map;

/** The hosts and users of a case, as the archive's lookups would name them. */
final class CaseNames {
  private final HostNames hosts;
  private final UserNames users;

  /**
   * Names by id.
   *
   * @param computerNames by aid
   * @param userNames by SID, or by the number of a UID, which then holds on every host named
   */
  CaseNames(Map<String, String> computerNames, Map<String, String> userNames) {
    HostNames.Builder hostBuilder = HostNames.builder();
    computerNames.forEach((aid, name) -> hostBuilder.add(null, aid, name, 0));
    UserNames.Builder userBuilder = UserNames.builder();
    userNames.forEach(
        (id, name) -> {
          userBuilder.addSid(null, id, name, 0);
          computerNames.keySet().forEach(aid -> userBuilder.addUid(null, aid, id, name, 0));
        });
    hosts = hostBuilder.build();
    users = userBuilder.build();
  }

  /** An event that knows them. */
  EnrichedEvent event(FieldTable fields) {
    return new EnrichedEvent(fields, hosts, users);
  }
}
