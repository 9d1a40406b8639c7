package dev.lanner.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.wire.Count;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes.
class AccountFunctionTest {
  private static List<Long> sums(Count... counts) throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AccountFunction()),
            Count::counter,
            BasicTypeInfo.STRING_TYPE_INFO)) {
      harness.open();
      for (Count count : counts) {
        harness.processElement(count, 0);
      }
      harness.processWatermark(Long.MAX_VALUE);
      return harness.extractOutputValues().stream().map(Count::value).toList();
    }
  }

  /** State of a savepoint that does not count it is taken away, and was never added. */
  @Test
  void nobodyHoldsLessThanNothing() throws Exception {
    assertEquals(List.of(7L), sums(Count.add("a", 5), Count.add("a", -20), Count.add("a", 7)));
  }

  /** The earliest time is the largest of negative ones. */
  @Test
  void whatIsTheLargestMayBeNegative() throws Exception {
    assertEquals(List.of(-3L), sums(Count.atLeast("a", -8), Count.atLeast("a", -3)));
  }
}
