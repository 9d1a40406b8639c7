package dev.lanner.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "5m, 300000, 5m",
    "60s, 60000, 1m",
    "500ms, 500, 500ms",
    "1h0m, 3600000, 1h",
    "1h30m, 5400000, 90m",
    "7d, 604800000, 7d",
    "1w, 604800000, 7d",
    "0s, 0, 0s",
  })
  void readsAndPrints(String text, long millis, String printed) {
    assertEquals(millis, Durations.parse(text).toMillis());
    assertEquals(printed, Durations.print(Durations.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "5 m", "-5m", "5M", "1.5h", "5m!", "9999999999s"})
  void refusesOthers(String text) {
    assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
  }

  @Test
  void positiveIsMoreThanNothing() {
    assertThrows(IllegalArgumentException.class, () -> Durations.parsePositive("0m"));
    assertEquals(Duration.ofMillis(1), Durations.parsePositive("1ms"));
  }
}
