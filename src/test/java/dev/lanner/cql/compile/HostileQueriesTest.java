package dev.lanner.cql.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.Shared;
import dev.lanner.cql.HostileQueries;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.lint.Lints;
import dev.lanner.cql.lint.Setting;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.ProblemPrinter;
import dev.lanner.cql.syntax.Query;
import dev.lanner.cql.syntax.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Everything a check does, done to texts that nobody wrote by hand: it ends, in a plan or in
 * messages with places, never in a stack overflow.
 */
class HostileQueriesTest {
  /** Half of what a thread has by default. */
  private static final long STACK_BYTES = 512 * 1024;

  /**
   * What takes longer has run away: the aim is well under a second, but builds share a machine.
   * Times are for {@code CheckTimes} to measure.
   */
  private static final long RUNAWAY_MILLIS = 20_000;

  private record Check(Query query, CompileResult result, List<Problem> found) {}

  @Test
  void depthEndsInAMessageWithAPlace() throws InterruptedException {
    for (Map.Entry<String, String> text : HostileQueries.nested(10_000).entrySet()) {
      Check check = check(text.getKey(), text.getValue());
      assertFalse(check.query.ok(), text.getKey());
      assertTrue(check.result.query().isEmpty(), text.getKey());
    }
  }

  /** What is just not too deep is walked by everything behind the parser. */
  @Test
  void depthsThatAreReadFitTheStack() throws InterruptedException {
    for (int depth : new int[] {5, 30, 47, 48, 90, 95, 96}) {
      for (Map.Entry<String, String> text : HostileQueries.nested(depth).entrySet()) {
        check(text.getKey() + " " + depth, text.getValue());
      }
    }
  }

  @Test
  void anythingRepeatedIsCheckedSoon() throws InterruptedException {
    for (Map.Entry<String, String> text : HostileQueries.repeated(100_000).entrySet()) {
      check(text.getKey(), text.getValue());
    }
  }

  @Test
  void longListsAreCheckedSoon() throws InterruptedException {
    for (int size : new int[] {90_000, Parser.MAX_LENGTH}) {
      for (Map.Entry<String, String> text : HostileQueries.longLists(size).entrySet()) {
        check(text.getKey() + " of " + size, text.getValue());
      }
    }
  }

  @Test
  void aMegabyteIsRefusedAtItsPlace() throws InterruptedException {
    for (Map.Entry<String, String> text : HostileQueries.longLists(1_000_000).entrySet()) {
      Check check = check(text.getKey(), text.getValue());
      assertEquals(
          List.of("too-long"), check.found.stream().map(Problem::code).toList(), text.getKey());
    }
  }

  @Test
  void aQueryMayBreakOffAnywhere() throws InterruptedException {
    for (String beginning : HostileQueries.beginnings()) {
      check(beginning, beginning);
    }
  }

  /** What people published is checked in milliseconds, and never with a fault. */
  @Test
  void publishedQueriesAreCheckedSoon() throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(Shared.require("cql/corpus-dev.jsonl"))) {
      JsonNode query = json.readTree(line);
      check(query.get("id").asText(), query.get("query").asText());
    }
  }

  private static Check check(String name, String text) throws InterruptedException {
    List<Check> done = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    Thread thread = new Thread(null, () -> done.add(check(text)), "small stack", STACK_BYTES);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((one, fault) -> thrown.add(fault));
    thread.start();
    thread.join(RUNAWAY_MILLIS);
    assertFalse(thread.isAlive(), () -> name + " takes too long");
    assertEquals(List.of(), thrown, name);
    return done.get(0);
  }

  private static Check check(String text) {
    Query query = Parser.parse(text, Parser.Dialect.SEEDS);
    CompileResult result =
        Compiler.compile(
            query,
            new CompileOptions(
                new FieldTable(), new NoWorld(), FunctionRegistry.standard(), false, false));
    List<Problem> found = Lints.with(result.problems(), query, Setting.SEARCH);
    ProblemPrinter printer = new ProblemPrinter(new SourceText("q", text));
    for (Problem problem : found) {
      assertTrue(problem.span().end() <= text.length(), problem::toString);
      assertFalse(printer.print(problem).isEmpty());
    }
    return new Check(query, result, found);
  }
}
