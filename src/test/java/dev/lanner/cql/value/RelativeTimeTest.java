package dev.lanner.cql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LANGUAGE 1.8. */
class RelativeTimeTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500",
    "15m, 900000",
    "15 m, 900000",
    "1min, 60000",
    "2 hours, 7200000",
    "1d, 86400000",
    "1w, 604800000",
    "1mon, 2592000000",
    "1q, 7776000000",
    "1y, 31536000000",
  })
  void namesMilliseconds(String text, long millis) {
    assertEquals(OptionalLong.of(millis), RelativeTime.millis(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "15", "-1m", "1.5h", "1d@d", "now", "99999999999999y", "1 2m"})
  void isEmptyForAnythingElse(String text) {
    assertEquals(OptionalLong.empty(), RelativeTime.millis(text));
  }
}
