package dev.lanner.events.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeardNamesTest {
  private static final FieldTable FIELDS = new FieldTable();
  private final HeardNames heard = new HeardNames("c", "a");

  private void hear(long time, Map<String, String> event) {
    heard.hear(new MapEvent(FIELDS, event), time, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  @Test
  void aNameHoldsForLaterEventsOnly() {
    hear(10, Map.of("ComputerName", "WS-1"));
    hear(20, Map.of("UserName", "root", "UID", "0", "UserSid", "S-1"));
    assertNull(heard.host(10));
    assertEquals("WS-1", heard.host(11));
    assertEquals("WS-1", heard.hostLater(10, 11));
    assertNull(heard.user(HeardNames.ofUid("0"), 20));
    assertEquals("root", heard.user(HeardNames.ofUid("0"), 21));
    assertEquals("root", heard.user(HeardNames.ofSid("S-1"), 21));
    assertNull(heard.user(HeardNames.ofUid("S-1"), 21), "a SID is no UID");
  }

  @Test
  void usersAreBoundedAndThoseNotSeenGoFirst() {
    for (int i = 0; i <= HeardNames.MOST_USERS; i++) {
      hear(i, Map.of("UserName", "u" + i, "UID", Integer.toString(i)));
      hear(i, Map.of("UserName", "u0", "UID", "0"));
    }
    assertEquals("u0", heard.user(HeardNames.ofUid("0"), 1000));
    assertNull(heard.user(HeardNames.ofUid("1"), 1000));
    assertEquals("u2", heard.user(HeardNames.ofUid("2"), 1000));
  }

  @Test
  void usersNotSeenForAMonthGoWhenANewOneComes() {
    hear(0, Map.of("UserName", "old", "UID", "1"));
    long later = Duration.ofDays(31).toMillis();
    hear(later, Map.of("UserName", "old", "UID", "1"));
    hear(later + 1, Map.of("UserName", "new", "UID", "2"));
    assertEquals("old", heard.user(HeardNames.ofUid("1"), Long.MAX_VALUE));
    hear(3 * later, Map.of("UserName", "newer", "UID", "3"));
    assertNull(heard.user(HeardNames.ofUid("1"), Long.MAX_VALUE));
    assertEquals("newer", heard.user(HeardNames.ofUid("3"), Long.MAX_VALUE));
  }

  @Test
  void whatHasNoNameOrIsNoneTellsNothing() {
    assertTrue(tells(Map.of("aid", "a", "ComputerName", "X")));
    assertTrue(tells(Map.of("aid", "a", "UserName", "X")));
    assertFalse(tells(Map.of("aid", "a", "ComputerName", "", "UserName", "")));
    assertFalse(tells(Map.of("ComputerName", "X")));
    assertFalse(tells(Map.of("aid", "a", "ComputerName", "x".repeat(70_000))));
  }

  private static boolean tells(Map<String, String> event) {
    return NameEvents.tells(new MapEvent(FIELDS, event));
  }
}
