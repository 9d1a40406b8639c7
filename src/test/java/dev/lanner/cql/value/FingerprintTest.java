package dev.lanner.cql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts by 64 bits. */
class FingerprintTest {
  @Test
  void textsOfEveryLengthAndNearOnesDiffer() {
    Set<Long> seen = new HashSet<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      assertTrue(seen.add(Fingerprint.of(text.toString())), "length " + i);
      assertTrue(seen.add(Fingerprint.of(text + "\u0000")), "length " + i);
      text.append('a');
    }
    for (int port = 0; port < 65_536; port++) {
      assertTrue(seen.add(Fingerprint.of(Integer.toString(port))), "port " + port);
    }
  }

  /**
   * Computed by a SipHash-2-4 written for this in another language, which gives the values of the
   * published test vectors.
   */
  @Test
  void itIsSipHash() {
    assertEquals(0x13f09f7dd0d30046L, Fingerprint.of(""));
    assertEquals(0x160444dbbc8c4da0L, Fingerprint.of("port 22"));
    assertEquals(0xdb12353b6a9fcdb2L, Fingerprint.of("\u00e4\ud83d\ude00abc"));
  }

  @Test
  void theTopBitsAreSpreadEvenly() {
    int[] buckets = new int[64];
    for (int i = 0; i < 64_000; i++) {
      buckets[(int) (Fingerprint.of("value " + i) >>> 58)]++;
    }
    for (int bucket : buckets) {
      // Six standard deviations about a thousand.
      assertEquals(1_000, bucket, 190);
    }
  }
}
