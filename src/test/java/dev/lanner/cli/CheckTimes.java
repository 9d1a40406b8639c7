package dev.lanner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.HostileQueries;
import dev.lanner.cql.syntax.Parser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how long {@code check --ndjson} takes for one query: for the first of a process, for each
 * of a file of queries when warm, and for texts that nobody wrote by hand. Both times are printed:
 * the one that passed, and the one that the checking thread was on a processor, which what else the
 * machine does changes less. A program and no test all the same.
 *
 * <pre>
 * java -cp … dev.lanner.cli.CheckTimes QUERIES.jsonl [PASSES]
 * </pre>
 */
final class CheckTimes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 10;

  private CheckTimes() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      JsonNode one = JSON.readTree(line);
      queries.put(one.get("id").asText(), one.get("query").asText());
    }
    int passes = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    for (int pass = 0; pass < passes; pass++) {
      report(pass == 0 ? "first pass, cold" : "pass " + (pass + 1), measure(queries), pass == 0);
    }
    report("hostile texts", measure(HostileQueries.all(Parser.MAX_LENGTH)), false);
    report("hostile megabytes", measure(HostileQueries.all(1_000_000)), false);
  }

  /** Nanoseconds that passed, and nanoseconds on a processor. */
  private record Time(long passed, long busy) {}

  private static Map<String, Time> measure(Map<String, String> queries) throws IOException {
    Map<String, Time> times = new LinkedHashMap<>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      ObjectNode request = JSON.createObjectNode();
      request.put("id", query.getKey()).put("query", query.getValue());
      BufferedReader in = new BufferedReader(new StringReader(request + "\n"));
      StringWriter out = new StringWriter();
      long start = System.nanoTime();
      long startBusy = threads.getCurrentThreadCpuTime();
      new CheckProtocol(in, new PrintWriter(out), Parser.Dialect.SEEDS).run();
      long busy = threads.getCurrentThreadCpuTime() - startBusy;
      times.put(query.getKey(), new Time(System.nanoTime() - start, busy));
      if (out.toString().contains("\"internal-error\"")) {
        System.out.println("CRASH " + query.getKey() + ": " + out);
      }
    }
    return times;
  }

  private static void report(String title, Map<String, Time> times, boolean first) {
    System.out.println(title + ", " + times.size() + " queries");
    line("passed", times.values().stream().mapToLong(Time::passed).sorted().toArray());
    line("busy", times.values().stream().mapToLong(Time::busy).sorted().toArray());
    if (first) {
      Time time = times.values().iterator().next();
      System.out.printf(
          Locale.ROOT,
          "  the very first: passed %.1f ms, busy %.1f ms%n",
          millis(time.passed),
          millis(time.busy));
    }
    times.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().busy))
        .limit(SHOWN)
        .forEach(
            entry ->
                System.out.printf(
                    Locale.ROOT,
                    "  %8.2f ms busy  %s%n",
                    millis(entry.getValue().busy),
                    shown(entry.getKey())));
  }

  private static void line(String what, long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "  %-6s median %.2f ms, 99 %% %.2f ms, most %.2f ms, all %.0f ms%n",
        what,
        millis(sorted[sorted.length / 2]),
        millis(sorted[(int) Math.ceil(sorted.length * 0.99) - 1]),
        millis(sorted[sorted.length - 1]),
        millis(Arrays.stream(sorted).sum()));
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
