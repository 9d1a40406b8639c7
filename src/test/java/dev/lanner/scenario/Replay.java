package dev.lanner.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One replay by the command line, and what it wrote.
 *
 * @param output its output folder
 */
record Replay(Path output) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Replays {@code input} with {@code rules}; fails unless it ends well. */
  static Replay of(Path input, Path rules, Path output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                "--input",
                input.toString(),
                "--rules",
                rules.toString(),
                "--output",
                output.toString()));
    arguments.addAll(List.of(more));
    CommandLineRun.succeeds(arguments.toArray(String[]::new));
    return new Replay(output);
  }

  List<JsonNode> detections() throws IOException {
    return lines("detections.ndjson");
  }

  List<JsonNode> deadLetters() throws IOException {
    return lines("deadletters.ndjson");
  }

  List<JsonNode> lateEvents() throws IOException {
    return lines("late.ndjson");
  }

  JsonNode account() throws IOException {
    return JSON.readTree(Files.readString(output.resolve("account.json")));
  }

  /** A count of events in the account. */
  long events(String count) throws IOException {
    return account().get("events").get(count).asLong();
  }

  /** The account of one rule. */
  JsonNode rule(String id) throws IOException {
    return account().get("rules").get(id);
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(output.resolve(file))) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }
}
