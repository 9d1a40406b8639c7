package dev.lanner.detect.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.events.decode.EventIdentity;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  /** Few numbers, so that many are equal, share a place, or are zero. */
  private static EventIdentity any(Random random) {
    return new EventIdentity(random.nextInt(40) - 20, (long) random.nextInt(40) << 4);
  }

  @Test
  void aSetOfTheJavaPlatformSaysTheSameAlsoAfterCopiesAndTravels() throws Exception {
    Random random = new Random(7);
    Identities.Wire wire = new Identities.Wire();
    Identities identities = new Identities();
    Set<EventIdentity> expected = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      EventIdentity one = any(random);
      assertEquals(expected.contains(one), identities.contains(one));
      assertEquals(expected.add(one), identities.add(one));
      assertEquals(expected.size(), identities.size());
      if (i % 997 == 0) {
        identities = wire.copy(identities);
      } else if (i % 1_009 == 0) {
        DataOutputSerializer out = new DataOutputSerializer(64);
        wire.write(identities, out);
        assertEquals(Integer.BYTES + 2 * Long.BYTES * expected.size(), out.length());
        identities = wire.read(new DataInputDeserializer(out.getCopyOfBuffer()), wire.version());
      }
    }
    assertTrue(expected.contains(new EventIdentity(0, 0)));
  }

  @Test
  void aCopyIsItsOwn() {
    Identities identities = new Identities();
    Identities copy = new Identities.Wire().copy(identities);
    assertTrue(copy.add(new EventIdentity(1, 2)));
    assertTrue(identities.add(new EventIdentity(1, 2)));
    assertFalse(copy.add(new EventIdentity(1, 2)));
  }
}
