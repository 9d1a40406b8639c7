package dev.lanner.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What all runs say that wrote to some folders. */
public final class Ledger {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, RunEntries> runs = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();

  private Ledger() {}

  /** The distinct entries of one run. */
  private static final class RunEntries {
    final Map<RuleVersion, List<Range>> covered = new TreeMap<>(RuleVersion.ORDER);
    final Map<String, Set<Incomplete>> incomplete = new TreeMap<>();
  }

  /**
   * Reads all files of the ledger in some folders.
   *
   * @throws IOException if a folder is not there, has none, or one is not of the ledger; the
   *     message is a sentence for people
   */
  public static Ledger read(List<Path> folders) throws IOException {
    Ledger ledger = new Ledger();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IOException("`" + folder + "` is not a folder");
      }
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files =
            all.filter(file -> file.getFileName().toString().endsWith(LedgerFile.SUFFIX))
                .sorted()
                .toList();
      }
      if (files.isEmpty()) {
        throw new IOException("`" + folder + "` holds no coverage ledger");
      }
      for (Path file : files) {
        ledger.add(file);
      }
    }
    return ledger;
  }

  private void add(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    if (end < text.length()) {
      warnings.add(file + ": the last line is not complete and was left out");
    }
    RunEntries run = null;
    Map<Integer, RuleVersion> rules = new HashMap<>();
    int number = 0;
    for (String line : text.substring(0, end).lines().toList()) {
      number++;
      try {
        JsonNode node = JSON.readTree(line);
        String what = node.path("what").asText();
        if (number == 1) {
          if (!what.equals("run") || node.path("format").asInt() != LedgerFile.FORMAT) {
            throw new IllegalArgumentException("not of a ledger");
          }
          run = runs.computeIfAbsent(node.required("id").asText(), id -> new RunEntries());
        } else {
          add(node, what, run, rules);
        }
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new IOException(file + ":" + number + ": this is not a line of a coverage ledger", e);
      }
    }
  }

  private static void add(
      JsonNode node, String what, RunEntries run, Map<Integer, RuleVersion> rules) {
    switch (what) {
      case "rule" ->
          rules.put(
              node.required("n").asInt(),
              new RuleVersion(
                  node.required("id").asText(),
                  node.required("version").asInt(),
                  node.required("logic").asText(),
                  node.required("title").asText()));
      case "covered" -> {
        for (JsonNode rule : node.required("rules")) {
          RuleVersion version = rules.get(rule.asInt());
          if (version == null) {
            throw new IllegalArgumentException("no rule " + rule);
          }
          run.covered.computeIfAbsent(version, v -> new ArrayList<>()).add(range(node));
        }
      }
      case "incomplete" -> {
        String rule = node.required("rule").asText();
        run.incomplete
            .computeIfAbsent(rule, id -> new LinkedHashSet<>())
            .add(
                new Incomplete(
                    rule,
                    range(node),
                    Cause.of(node.required("cause").asText()),
                    node.required("events").asLong(),
                    node.required("number").asLong()));
      }
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static Range range(JsonNode node) {
    return new Range(node.required("from").asLong(), node.required("to").asLong());
  }

  /** What is odd about the files and was passed over, a sentence each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** What the runs say of each rule, in the order of the rules' ids. */
  public List<RuleCoverage> rules() {
    Set<String> ids = new TreeSet<>();
    runs.values().forEach(run -> run.covered.keySet().forEach(rule -> ids.add(rule.id())));
    return ids.stream().map(this::rule).toList();
  }

  private RuleCoverage rule(String id) {
    Map<RuleVersion, Ranges> versions = new TreeMap<>(RuleVersion.ORDER);
    List<Incomplete> incomplete = new ArrayList<>();
    Ranges claimed = Ranges.NONE;
    for (RunEntries run : runs.values()) {
      Set<Incomplete> missed = run.incomplete.getOrDefault(id, Set.of());
      Ranges missing = Ranges.of(missed.stream().map(Incomplete::range).toList());
      incomplete.addAll(missed);
      for (Map.Entry<RuleVersion, List<Range>> covered : run.covered.entrySet()) {
        if (covered.getKey().id().equals(id)) {
          Ranges said = Ranges.of(covered.getValue());
          claimed = claimed.plus(said);
          versions.merge(covered.getKey(), said.minus(missing), Ranges::plus);
        }
      }
    }
    return new RuleCoverage(id, versions, claimed, incomplete);
  }
}
