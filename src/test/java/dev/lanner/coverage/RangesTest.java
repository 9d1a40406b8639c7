package dev.lanner.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static Ranges of(long... ends) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      ranges.add(new Range(ends[i], ends[i + 1]));
    }
    return Ranges.of(ranges);
  }

  @Test
  void rangesThatMeetAreOne() {
    assertEquals(of(1, 5), of(3, 5, 1, 3));
    assertEquals(List.of(new Range(1, 3), new Range(4, 6)), of(4, 6, 1, 3).list());
    assertEquals(of(0, 9), of(0, 9, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> new Range(3, 3));
  }

  @Test
  void aHoleInTheMiddleLeavesBothEnds() {
    assertEquals(of(0, 3, 5, 10), of(0, 10).minus(of(3, 5)));
    assertEquals(of(5, 10), of(0, 10).minus(of(-4, 5)));
    assertEquals(Ranges.NONE, of(2, 4, 6, 8).minus(of(0, 10)));
    assertEquals(Optional.of(new Range(2, 8)), of(2, 4, 6, 8).span());
    assertTrue(Ranges.NONE.span().isEmpty());
  }

  /** Against a set of single numbers. */
  @Test
  void sumDifferenceAndCommonPartAreThoseOfSets() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      BitSet a = bits(random);
      BitSet b = bits(random);
      BitSet sum = (BitSet) a.clone();
      sum.or(b);
      BitSet difference = (BitSet) a.clone();
      difference.andNot(b);
      BitSet common = (BitSet) a.clone();
      common.and(b);
      assertEquals(ranges(sum), ranges(a).plus(ranges(b)), "seed " + seed);
      assertEquals(ranges(difference), ranges(a).minus(ranges(b)), "seed " + seed);
      assertEquals(ranges(common), ranges(a).common(ranges(b)), "seed " + seed);
    }
  }

  private static BitSet bits(Random random) {
    BitSet bits = new BitSet();
    for (int i = 0; i < 20; i++) {
      bits.set(i, random.nextBoolean());
    }
    return bits;
  }

  private static Ranges ranges(BitSet bits) {
    List<Range> ranges = new ArrayList<>();
    for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(bits.nextClearBit(i))) {
      ranges.add(new Range(i, bits.nextClearBit(i)));
    }
    return Ranges.of(ranges);
  }
}
