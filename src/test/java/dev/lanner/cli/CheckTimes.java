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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how long {@code check --ndjson} takes for one query: for the first of a process, for each
 * of a file of queries when warm, and for texts that nobody wrote by hand. A program and no test:
 * times depend on what else the machine does.
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

  private static Map<String, Long> measure(Map<String, String> queries) throws IOException {
    Map<String, Long> nanos = new LinkedHashMap<>();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      ObjectNode request = JSON.createObjectNode();
      request.put("id", query.getKey()).put("query", query.getValue());
      BufferedReader in = new BufferedReader(new StringReader(request + "\n"));
      StringWriter out = new StringWriter();
      long start = System.nanoTime();
      new CheckProtocol(in, new PrintWriter(out), Parser.Dialect.SEEDS).run();
      nanos.put(query.getKey(), System.nanoTime() - start);
      if (out.toString().contains("\"internal-error\"")) {
        System.out.println("CRASH " + query.getKey() + ": " + out);
      }
    }
    return nanos;
  }

  private static void report(String title, Map<String, Long> nanos, boolean first) {
    long[] sorted = nanos.values().stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: %d queries, median %.2f ms, 99 %% %.2f ms, most %.2f ms, all %.0f ms%n",
        title,
        sorted.length,
        millis(sorted[sorted.length / 2]),
        millis(sorted[(int) Math.ceil(sorted.length * 0.99) - 1]),
        millis(sorted[sorted.length - 1]),
        millis(Arrays.stream(sorted).sum()));
    if (first) {
      System.out.printf(
          Locale.ROOT, "  the very first: %.1f ms%n", millis(nanos.values().iterator().next()));
    }
    nanos.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(
            entry ->
                System.out.printf(
                    Locale.ROOT,
                    "  %8.2f ms  %s%n",
                    millis(entry.getValue()),
                    shown(entry.getKey())));
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
