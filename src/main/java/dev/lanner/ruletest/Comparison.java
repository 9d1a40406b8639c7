package dev.lanner.ruletest;

import dev.lanner.ruletest.Outcome.Cause;
import dev.lanner.ruletest.Outcome.Fired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in which way an outcome is not what a case expects. */
final class Comparison {
  /** How many detections a difference shows. */
  private static final int SHOWN = 5;

  private Comparison() {}

  /** The differences, a line each; empty if there are none. */
  static List<String> differences(Expected expected, Outcome outcome) {
    List<String> lines = new ArrayList<>();
    int got = outcome.fired().size();
    if (got != expected.fires()) {
      lines.add(
          "expected "
              + detections(expected.fires())
              + ", got "
              + got
              + " ("
              + account(outcome)
              + ")");
    }
    for (int i = 0; i < Math.min(got, expected.rows().size()); i++) {
      compare(i + 1, expected.rows().get(i), outcome.fired().get(i).row(), lines);
    }
    for (Map.Entry<String, Long> suppressed : expected.suppressed().entrySet()) {
      long held = outcome.suppressed(cause(suppressed.getKey()));
      if (held != suppressed.getValue()) {
        lines.add(
            "expected %d held back by %s, got %d"
                .formatted(suppressed.getValue(), suppressed.getKey(), held));
      }
    }
    if (!lines.isEmpty()) {
      show(outcome.fired(), lines);
    }
    return lines;
  }

  private static void compare(
      int number,
      Map<String, Optional<String>> expected,
      Map<String, String> got,
      List<String> lines) {
    expected.forEach(
        (name, wanted) -> {
          Optional<String> found = Optional.ofNullable(got.get(name));
          if (!wanted.equals(found)) {
            lines.add(
                "row %d, %s: expected %s, got %s"
                    .formatted(number, name, text(wanted), text(found)));
          }
        });
  }

  private static void show(List<Fired> fired, List<String> lines) {
    for (Fired detection : fired.subList(0, Math.min(SHOWN, fired.size()))) {
      lines.add(
          "fired at " + Instant.ofEpochMilli(detection.timeMillis()) + ": " + detection.row());
    }
    if (fired.size() > SHOWN) {
      lines.add("and " + (fired.size() - SHOWN) + " more");
    }
  }

  private static String account(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    text.append("matched ").append(outcome.matched());
    text.append(", candidates ").append(outcome.candidates());
    for (Cause cause : Cause.values()) {
      if (outcome.suppressed(cause) > 0) {
        text.append(", held back by ").append(cause.text());
        text.append(' ').append(outcome.suppressed(cause));
      }
    }
    return text.toString();
  }

  private static Cause cause(String text) {
    return Arrays.stream(Cause.values())
        .filter(cause -> cause.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static String detections(int count) {
    return count == 0 ? "no detection" : count == 1 ? "1 detection" : count + " detections";
  }

  private static String text(Optional<String> value) {
    return value.map(text -> "`" + text + "`").orElse("nothing");
  }
}
