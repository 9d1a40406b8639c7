package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Documented cases and published queries that lie beside the project, if they do: queries with
 * events and rows taken from LogScale's documents, and texts that people published as CQL.
 */
class ConformanceTest {
  private static final double LEAST = 0.97;
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Case(String id, JsonNode json) {}

  @Test
  void documentedCasesGiveTheirRows() throws IOException {
    List<Case> cases = cases(Shared.require("cql/cases"));
    StringBuilder requests = new StringBuilder();
    for (Case one : cases) {
      requests.append(request(one)).append('\n');
    }
    String[] answers =
        CommandRun.withInput(requests.toString(), "eval", "--ndjson").out().split("\n");
    assertEquals(cases.size(), answers.length);
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      String why = compare(cases.get(i).json, JSON.readTree(answers[i]));
      if (why != null) {
        failed.add(cases.get(i).id + ": " + why);
      }
    }
    assertTrue(
        failed.size() <= (1 - LEAST) * cases.size(),
        () -> failed.size() + " of " + cases.size() + " cases fail:\n" + String.join("\n", failed));
  }

  @Test
  void publishedQueriesCompile() throws IOException {
    Path corpus = Shared.require("cql/corpus-dev.jsonl");
    StringBuilder requests = new StringBuilder();
    int count = 0;
    for (String line : Files.readAllLines(corpus)) {
      JsonNode query = JSON.readTree(line);
      ObjectNode request = JSON.createObjectNode();
      request.set("id", query.get("id"));
      request.set("query", query.get("query"));
      requests.append(request).append('\n');
      count++;
    }
    String[] answers =
        CommandRun.withInput(requests.toString(), "check", "--ndjson").out().split("\n");
    assertEquals(count, answers.length);
    List<String> failed = new ArrayList<>();
    for (String line : answers) {
      JsonNode answer = JSON.readTree(line);
      assertTrue(!line.contains("\"internal-error\""), line);
      String status = answer.get("status").asText();
      if (!status.equals("ok") && !status.equals("approximate")) {
        failed.add(answer.get("id").asText() + ": " + answer.get("problems").path(0));
      }
    }
    int total = count;
    assertTrue(
        failed.size() <= (1 - LEAST) * count,
        () ->
            failed.size()
                + " of "
                + total
                + " queries do not compile:\n"
                + String.join("\n", failed));
  }

  private static List<Case> cases(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> below = Files.list(folder)) {
      files = below.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<Case> cases = new ArrayList<>();
    for (Path file : files) {
      for (JsonNode one : JSON.readTree(file.toFile()).get("cases")) {
        cases.add(new Case(file.getFileName() + " " + one.get("id").asText(), one));
      }
    }
    return cases;
  }

  private static ObjectNode request(Case one) {
    ObjectNode request = ((ObjectNode) one.json).deepCopy();
    request.put("id", one.id);
    ArrayNode events = request.putArray("events");
    int i = 0;
    for (JsonNode input : one.json.get("input")) {
      ObjectNode event = input.deepCopy();
      if (!event.has("@timestamp")) {
        event.put("@timestamp", Long.toString(FIRST_TIMESTAMP + 1000L * i));
      }
      events.add(event);
      i++;
    }
    return request;
  }

  /** Why the answer is not what the case expects, or null. */
  private static String compare(JsonNode one, JsonNode answer) {
    if (!answer.get("status").asText().equals("ok")) {
      return answer.get("error").asText();
    }
    List<JsonNode> rows = new ArrayList<>();
    String zero = one.path("ignore_zero_rows").asText("");
    answer
        .get("rows")
        .forEach(
            row -> {
              if (zero.isEmpty() || row.path(zero).asDouble(1) != 0) {
                rows.add(row);
              }
            });
    JsonNode expected = one.get("expected");
    if (rows.size() != expected.size()) {
      return rows.size() + " rows, expected " + expected.size();
    }
    boolean ordered = one.path("ordered").asBoolean();
    for (JsonNode wanted : expected) {
      int limit = ordered ? Math.min(1, rows.size()) : rows.size();
      int hit = -1;
      for (int i = 0; i < limit && hit < 0; i++) {
        hit = isSame(wanted, rows.get(i), one) ? i : -1;
      }
      if (hit < 0) {
        return "no row like " + wanted + "; left: " + rows;
      }
      rows.remove(hit);
    }
    return null;
  }

  private static boolean isSame(JsonNode wanted, JsonNode row, JsonNode one) {
    for (var field : wanted.properties()) {
      JsonNode got = row.get(field.getKey());
      if (field.getValue().isNull() || got == null) {
        if (!(field.getValue().isNull() && got == null)) {
          return false;
        }
      } else if (!isSame(field.getValue().asText(), got.asText(), one)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(String wanted, String got, JsonNode one) {
    if (wanted.equals(got)) {
      return true;
    }
    if (one.path("exact_strings").asBoolean()) {
      return false;
    }
    try {
      double a = Double.parseDouble(wanted);
      double b = Double.parseDouble(got);
      double tolerance = one.path("tolerance").asDouble(1e-9);
      return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
          || Math.abs(a - b) <= 1e-12;
    } catch (NumberFormatException text) {
      return false;
    }
  }
}
