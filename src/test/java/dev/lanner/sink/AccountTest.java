package dev.lanner.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.Counters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
  private final Map<String, Long> numbers = new HashMap<>();

  AccountTest() {
    numbers.put(Counters.LINES, 10L);
    numbers.put(Counters.DECODED, 9L);
    numbers.put(Counters.DEAD_LETTERS, 1L);
    numbers.put(Counters.DUPLICATES, 2L);
    numbers.put(Counters.ofRule("r", Counters.MATCHED), 7L);
    numbers.put(Counters.ofRule("r", Counters.CANDIDATES), 6L);
    numbers.put(Counters.ofRule("r", Counters.FIRED), 3L);
    numbers.put(Counters.suppressed("r", Counters.BY_THROTTLE), 2L);
    numbers.put(Counters.suppressed("r", Counters.BY_CONFIRM), 1L);
    // Another rule whose id begins alike.
    numbers.put(Counters.suppressed("r2", Counters.BY_CONFIRM), 50L);
  }

  @Test
  void addsUp() {
    Account account = new Account(numbers, List.of("r", "quiet"));
    assertEquals(List.of(), account.faults());
    assertEquals(
        """
        {
          "events" : {
            "in" : 10,
            "evaluated" : 7,
            "duplicate" : 2,
            "deadLetter" : 1,
            "late" : 0,
            "quarantined" : 0
          },
          "rules" : {
            "quiet" : {
              "matched" : 0,
              "candidates" : 0,
              "suppressed" : { },
              "fired" : 0
            },
            "r" : {
              "matched" : 7,
              "candidates" : 6,
              "suppressed" : {
                "confirm" : 1,
                "throttle" : 2
              },
              "fired" : 3
            }
          },
          "files" : {
            "read" : 0,
            "cut" : 0
          },
          "disorder" : {
            "boundMillis" : 600000,
            "observedMillis" : 0
          }
        }
        """,
        account.toJson(600_000));
  }

  @Test
  void saysWhatDoesNotAddUp() {
    numbers.put(Counters.LINES, 11L);
    numbers.put(Counters.ofRule("r", Counters.FIRED), 4L);
    assertEquals(
        List.of(
            "11 events in, but 7 evaluated, 2 duplicate and 1 dead letters",
            "rule r: 6 candidates, but 4 fired and 3 suppressed"),
        new Account(numbers, List.of("r")).faults());
  }
}
