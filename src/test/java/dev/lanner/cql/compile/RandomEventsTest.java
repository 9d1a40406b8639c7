package dev.lanner.cql.compile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.syntax.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever events hold, no node throws: queries and events made at random over the same few fields.
 */
class RandomEventsTest {
  private static final String[] FIELDS = {"a", "b", "c", "@timestamp", "@rawstring", "#t", "x[0]"};
  private static final String[] TEXTS = {
    "",
    "0",
    "1",
    "-1",
    "1e308",
    "9223372036854775807",
    "-9223372036854775808",
    "NaN",
    "true",
    "false",
    " 1",
    "0x10",
    "1.5",
    "\u0000",
    "\ud83d",
    "a*b",
    "%s",
    "$1",
    "\\",
    "[",
    "a\nb",
    "{\"k\":[1]}",
    "10.0.0.1",
    "::1",
    "2026-01-01T00:00:00Z",
    "z".repeat(5000)
  };
  private static final String[] STEPS = {
    "%1$s = \"a*\"",
    "%1$s != %2$s",
    "%1$s like b",
    "%1$s > 1",
    "%1$s = /(?<g>.)(?<%2$s>.)?/",
    "/a.b/d",
    "text",
    "%1$s = /./g",
    "not (%1$s=* or %2$s<=3)",
    "%1$s := %2$s + %3$s",
    "%1$s := -%2$s / %3$s",
    "%1$s := %2$s %% %3$s * 2",
    "%1$s := !%2$s == %3$s",
    "%1$s := %2$s < %3$s",
    "`%1$s` := %2$s",
    "case { %1$s=* | %2$s := 1; %3$s=\"\"; * | %1$s := %3$s }",
    "%1$s match { /(?<h>\\d)/ => *; a* => %2$s := 2; \"*\" => false; * => * }",
    "test(%1$s != %2$s)",
    "%1$s := if(%2$s > 1, then=%3$s, else=\"n\")",
    "select([%1$s, %2$s])",
    "drop([%1$s])",
    "rename(%1$s, as=%2$s)",
    "groupBy([%1$s, %2$s], function=[count(), max(%3$s), {%1$s=* | sum(%2$s)}])",
    "[count(), avg(%1$s)]",
    "sort(%1$s)",
    "head(3)",
    "table([%1$s, %2$s])"
  };

  @Test
  void noNodeThrows() {
    long seed = 42;
    Random random = new Random(seed);
    int ran = 0;
    for (int round = 0; round < 3_000; round++) {
      String query = query(random);
      FieldTable fields = new FieldTable();
      CompileResult compiled =
          Compiler.compile(
              Parser.parse(query, Parser.Dialect.SEEDS),
              new CompileOptions(
                  fields, new NoWorld(), FunctionRegistry.standard(), round % 2 == 0, false));
      if (compiled.query().isPresent()) {
        ran++;
        List<Event> events = events(fields, random);
        assertDoesNotThrow(
            () -> Evaluation.run(compiled.query().get(), () -> events, row -> row.toMap()),
            () -> "seed " + seed + ": " + query);
      }
    }
    assertTrue(ran > 1_500, "only " + ran + " queries ran");
  }

  private static String query(Random random) {
    List<String> steps = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      steps.add(
          String.format(
              STEPS[random.nextInt(STEPS.length)], field(random), field(random), field(random)));
    }
    return String.join(" | ", steps);
  }

  private static String field(Random random) {
    return FIELDS[random.nextInt(FIELDS.length)];
  }

  private static List<Event> events(FieldTable fields, Random random) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map<String, String> event = new LinkedHashMap<>();
      for (String field : FIELDS) {
        if (random.nextInt(3) > 0) {
          event.put(field, TEXTS[random.nextInt(TEXTS.length)]);
        }
      }
      events.add(new MapEvent(fields, event));
    }
    return events;
  }
}
