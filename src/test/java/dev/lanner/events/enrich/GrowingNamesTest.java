package dev.lanner.events.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Names that come while they are looked up. */
class GrowingNamesTest {
  private final GrowingNames growing = new GrowingNames();
  private final FleetNames names = growing.names();

  private boolean add(String line) {
    return growing.add(line.getBytes(UTF_8));
  }

  @Test
  void aNameIsKnownFromWhenItWasToldAndHoldsByItsTime() {
    assertEquals(null, names.hosts().name("c", "a1", 5_000));
    assertTrue(add("{\"cid\":\"c\",\"aid\":\"a1\",\"ComputerName\":\"OLD\",\"Time\":\"2\"}"));
    assertEquals("OLD", names.hosts().name("c", "a1", 1_000));
    assertTrue(add("{\"cid\":\"c\",\"aid\":\"a1\",\"ComputerName\":\"NEW\",\"Time\":\"4\"}"));
    assertEquals("OLD", names.hosts().name("c", "a1", 3_999));
    assertEquals("NEW", names.hosts().name("c", "a1", 4_000));
    assertEquals(null, names.hosts().name("other", "a1", 4_000));
  }

  @Test
  void usersAreNamedByTheSameTopic() {
    assertTrue(
        add("{\"cid\":\"c\",\"UserSid_readable\":\"S-1\",\"UserName\":\"ann\",\"_time\":\"1\"}"));
    assertEquals("ann", names.users().bySid("c", "S-1", 9_000));
  }

  @Test
  void whatIsNoLineIsToldAndChangesNothing() {
    assertFalse(add("{\"aid\":"));
    assertTrue(add("{\"aid\":\"a1\"}"));
    assertEquals(0, names.hosts().size());
  }
}
