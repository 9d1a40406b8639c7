package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.cql.function.FunctionRegistry;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FunctionsCommandTest {
  @Test
  void listsEveryFunctionWithItsSupport() {
    CommandRun run = CommandRun.of("functions");
    assertEquals(0, run.exit());
    assertTrue(
        run.out().contains("  groupBy(field, [function=…], [limit=…])\n      exact\n"), run.out());
  }

  @Test
  void theMachineFormHasEveryFunctionAndParameter() throws IOException {
    JsonNode list = new ObjectMapper().readTree(CommandRun.of("functions", "--json").out());
    assertEquals(FunctionRegistry.standard().all().size(), list.size());
    for (JsonNode function : list) {
      if (function.get("name").asText().equals("in")) {
        assertEquals("exact", function.get("support").asText());
        assertEquals("values", function.get("parameters").get(1).get("name").asText());
        assertTrue(function.get("parameters").get(1).get("required").asBoolean());
      }
    }
  }
}
