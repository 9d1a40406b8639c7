package dev.lanner.cql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Orders of values (LANGUAGE 3.7, judgements U3 and U4). */
class ValueOrderTest {
  private static final List<String> IN_KEY_ORDER =
      List.of(
          "-5",
          "0",
          "1",
          "1.0",
          "1.5",
          "9007199254740992",
          "9007199254740993",
          "9223372036854775807",
          "1e30",
          "",
          "1 ",
          "B",
          "a");

  @Test
  void keysAreNumbersByValueThenTexts() {
    List<String> shuffled = new java.util.ArrayList<>(IN_KEY_ORDER);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(ValueOrder::keys);
    assertEquals(IN_KEY_ORDER, shuffled);
  }

  @Test
  void aWholeNumberAndAFractionOfTheSameDoubleAreToldApart() {
    // 2^53 + 1 has no double of its own; read as one it would equal 2^53.
    assertEquals(1, ValueOrder.numbers(Value.of(9007199254740993L), Value.of(9007199254740992.0)));
    assertEquals(0, ValueOrder.numbers(Value.of(2), Value.of(2.0)));
  }
}
