package dev.lanner.cql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points in time (LANGUAGE 1.8). */
class TimePointTest {
  private static final long NOW = Instant.parse("2026-03-18T15:30:45.500Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "1700000000000, 2023-11-14T22:13:20Z",
    "now, 2026-03-18T15:30:45.500Z",
    "1d, 2026-03-17T15:30:45.500Z",
    "2 hours, 2026-03-18T13:30:45.500Z",
    "now@s, 2026-03-18T15:30:45Z",
    "now@m, 2026-03-18T15:30:00Z",
    "1h@h, 2026-03-18T14:00:00Z",
    "now@d, 2026-03-17T23:00:00Z",
    "now@w, 2026-03-15T23:00:00Z",
    "now@mon, 2026-02-28T23:00:00Z",
    "now@y, 2025-12-31T23:00:00Z",
    "2026-01-31, 2026-01-30T23:00:00Z",
    "2026-01-31 12:00, 2026-01-31T11:00:00Z",
    "2026-07-31T12:00:00, 2026-07-31T10:00:00Z",
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00-05:00, 2026-01-31T17:00:00Z",
  })
  void isReadInItsTimeZone(String text, String expected) {
    assertEquals(
        Instant.parse(expected).toEpochMilli(),
        TimePoint.millis(text, NOW, ZoneId.of("Europe/Berlin")).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1d@fortnight", "2026-02-30", "1.5d", "@d"})
  void anythingElseIsNone(String text) {
    assertTrue(TimePoint.millis(text, NOW, ZoneId.of("UTC")).isEmpty());
  }
}
