package dev.lanner.cql.function.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lanner.cql.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums without rounding. */
class ExactSumTest {
  @Test
  void anyOrderGivesTheSumOfTheDecimalsAndTheSameBytes() throws IOException {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      List<String> numbers = new ArrayList<>();
      BigDecimal expected = BigDecimal.ZERO;
      for (int i = 0; i < 40; i++) {
        String number = number(random);
        numbers.add(number);
        expected = expected.add(new BigDecimal(number));
      }
      byte[] bytes = bytes(sum(numbers));
      Collections.shuffle(numbers, random);
      ExactSum first = sum(numbers.subList(0, 17));
      first.add(sum(numbers.subList(17, 40)));
      assertEquals(0, expected.compareTo(first.exact()), "seed " + seed);
      assertArrayEquals(bytes, bytes(first), "seed " + seed);
    }
  }

  @Test
  void anOverflowLeavesNothingBehind() {
    ExactSum sum = sum(List.of("9223372036854775807", "9223372036854775807"));
    assertEquals(new BigDecimal("18446744073709551614"), sum.exact());
    sum.add(sum(List.of("-9223372036854775808", "-9223372036854775807")));
    assertEquals("-1", sum.value().text());
  }

  @Test
  void aSumBeyondTheDoublesHasNoValue() {
    assertNull(sum(List.of("1e308", "1e308")).value());
  }

  @Test
  void productsAreExact() {
    ExactSum sum = new ExactSum();
    sum.addProduct(Value.of(3037000500L), Value.of(3037000500L));
    sum.addProduct(Value.of("0.1"), Value.of("0.1"));
    assertEquals(new BigDecimal("9223372037000250000.01"), sum.exact());
  }

  @Test
  void anAbsurdExponentCostsNothing() {
    // As the double it stands for it is zero; as a decimal it would have two thousand million
    // digits.
    assertEquals("1", sum(List.of("1", "1e-2000000000")).value().text());
  }

  private static ExactSum sum(List<String> numbers) {
    ExactSum sum = new ExactSum();
    numbers.forEach(number -> sum.add(Value.of(number)));
    return sum;
  }

  private static byte[] bytes(ExactSum sum) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sum.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static String number(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> Integer.toString(random.nextInt(100));
      default -> random.nextInt(1000) + "." + random.nextInt(1000);
    };
  }
}
