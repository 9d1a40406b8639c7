package dev.lanner.events.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnrichedEventTest {
  private final FieldTable fields = new FieldTable();
  private final int computerName = fields.intern("ComputerName");
  private final int userName = fields.intern("UserName");
  private HostNames hosts = HostNames.builder().add("c1", "a1", "WS-1", 5).build();
  private UserNames users =
      UserNames.builder()
          .addSid("c1", "S-1-5-21-7", "user01", 5)
          .addUid("c1", "a1", "1002", "dev01", 5)
          .build();

  /** An event of host a1 and tenant c1 with more fields, given as name, text, name, text. */
  private EnrichedEvent event(String... more) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("cid", "c1");
    values.put("aid", "a1");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return new EnrichedEvent(fields, hosts, users).reset(new MapEvent(fields, values));
  }

  private void assertHost(String expected, EnrichedEvent event) {
    assertEquals(expected, event.text(computerName));
    assertEquals(expected, event.text("ComputerName"));
    assertEquals(expected, event.computerName());
  }

  private void assertUser(String expected, EnrichedEvent event) {
    assertEquals(expected, event.text(userName));
    assertEquals(expected, event.text("UserName"));
    assertEquals(expected, event.userName());
  }

  @Test
  void hostIsFoundByAid() {
    assertHost("WS-1", event());
  }

  @Test
  void nameOnTheEventWins() {
    assertHost("OTHER", event("ComputerName", "OTHER"));
    assertUser("root", event("UserName", "root", "UserSid", "S-1-5-21-7"));
  }

  @Test
  void emptyNameIsNoName() {
    assertHost("WS-1", event("ComputerName", ""));
    assertUser("user01", event("UserName", "", "UserSid", "S-1-5-21-7"));
    assertUser("", event("UserName", ""));
  }

  @Test
  void hostWithoutANameIsItsAidSoThatHostsStayApart() {
    assertHost("a9", event("aid", "a9"));
    assertHost("a9", event("aid", "a9", "ComputerName", ""));
    assertHost(null, event("aid", ""));
  }

  @Test
  void reimagedHostHasOneNameAndTwoAids() {
    hosts = HostNames.builder().add("c1", "a1", "WS-1", 5).add("c1", "a2", "WS-1", 9).build();
    assertHost("WS-1", event());
    assertHost("WS-1", event("aid", "a2"));
  }

  @Test
  void userIsFoundBySid() {
    assertUser("user01", event("UserSid", "S-1-5-21-7"));
    assertUser(null, event("UserSid", "S-1-5-21-8"));
    assertUser(null, event("UserSid", ""));
    assertUser(null, event());
  }

  @Test
  void userWithoutSidIsFoundByUidElseNamedByIt() {
    assertUser("dev01", event("UID", "1002"));
    assertUser("UID:0", event("UID", "0"));
    assertUser("UID:1002", event("UID", "1002", "aid", "a2"));
    assertUser(null, event("UID", ""));
  }

  @Test
  void namesOfOtherTenantsAreNotSeen() {
    assertHost("a1", event("cid", "c2"));
    assertUser(null, event("cid", "c2", "UserSid", "S-1-5-21-7"));
  }

  @Test
  void eventWithoutTenantIsAnsweredIfThereIsOneTenantOnly() {
    assertHost("WS-1", event("cid", ""));
    hosts = HostNames.builder().add("c1", "a1", "WS-1", 5).add("c2", "a1", "WS-2", 5).build();
    assertHost("a1", event("cid", ""));
    hosts = HostNames.builder().add("c1", "a1", "WS-1", 5).add(null, "a1", "ANY", 5).build();
    assertHost("ANY", event("cid", ""));
    assertHost("ANY", event("cid", "c2"));
    assertHost("WS-1", event());
  }

  @Test
  void newestNameHoldsInWhateverOrderNamesCome() {
    hosts = HostNames.builder().add("c1", "a1", "OLD", 1).add("c1", "a1", "NEW", 2).build();
    assertHost("NEW", event());
    hosts = HostNames.builder().add("c1", "a1", "NEW", 2).add("c1", "a1", "OLD", 1).build();
    assertHost("NEW", event());
    hosts = HostNames.builder().add("c1", "a1", "B", 1).add("c1", "a1", "A", 1).build();
    assertHost("B", event());
    hosts = HostNames.builder().add("c1", "a1", "A", 1).add("c1", "a1", "B", 1).build();
    assertHost("B", event());
  }

  @Test
  void aNameHoldsFromItsTimeOnAndTheFirstAlsoBefore() {
    hosts = HostNames.builder().add("c1", "a1", "OLD", 10).add("c1", "a1", "NEW", 20).build();
    users = UserNames.builder().addSid("c1", "S", "o", 10).addSid("c1", "S", "n", 20).build();
    EnrichedEvent event = event();
    MapEvent raw = new MapEvent(fields, Map.of("cid", "c1", "aid", "a1", "UserSid", "S"));
    for (long time = 0; time < 30; time++) {
      event.reset(raw, time, HeardNames.NOTHING, time);
      assertHost(time < 20 ? "OLD" : "NEW", event);
      assertUser(time < 20 ? "o" : "n", event);
    }
  }

  @Test
  void nothingIsKeptFromTheEventBefore() {
    EnrichedEvent event = event("UID", "1002");
    assertUser("dev01", event);
    assertHost("WS-1", event);
    event.reset(new MapEvent(fields, Map.of("x", "1")));
    assertUser(null, event);
    assertHost(null, event);
  }

  @Test
  void addedNamesAreShownOnceAndLast() {
    List<String> shown = new ArrayList<>();
    event("ComputerName", "", "UID", "7").forEach((name, text) -> shown.add(name + "=" + text));
    assertEquals(
        List.of("cid=c1", "aid=a1", "ComputerName=WS-1", "UID=7", "UserName=UID:7"), shown);
    shown.clear();
    event("aid", "a9").forEach((name, text) -> shown.add(name + "=" + text));
    assertEquals(List.of("cid=c1", "aid=a9", "ComputerName=a9"), shown);
  }

  @Test
  void namesOutsideTheTableWorkToo() {
    FieldTable none = new FieldTable();
    EnrichedEvent event = new EnrichedEvent(none, hosts, users);
    event.reset(new MapEvent(none, Map.of("aid", "a1", "cid", "c1", "x", "1")));
    assertEquals("WS-1", event.text("ComputerName"));
    assertEquals("1", event.text("x"));
    assertNull(event.text("y"));
  }
}
