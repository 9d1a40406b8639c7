package dev.lanner.ruletest;

import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.yaml.YamlDocument;
import dev.lanner.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code tests.yml} ({@code rules/README.md} describes it). What a file says of hosts, users,
 * lookups and defaults holds for all its cases; what a case says comes on top.
 */
public final class TestFileReader {
  /** Where offset 0 lies if a case does not say: a Monday midnight, the edge of every window. */
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private static final String FIRES = "fires";
  private static final String ROWS = "rows";
  private static final String QUIET = "quiet";
  private static final String SUPPRESSED = "suppressed";

  private final Path folder;
  private final YamlDocument document;

  private TestFileReader(Path folder, YamlDocument document) {
    this.folder = folder;
    this.document = document;
  }

  /** What surrounds the events of a case. */
  private record Surroundings(
      Map<String, String> hosts,
      Map<String, String> users,
      Map<String, String> lookups,
      Map<String, String> defaults) {

    static Surroundings read(YamlNode node, Surroundings outer) {
      return new Surroundings(
          texts(node, "hosts", outer.hosts),
          texts(node, "users", outer.users),
          texts(node, "lookups", outer.lookups),
          texts(node, "defaults", outer.defaults));
    }

    private static Map<String, String> texts(YamlNode node, String key, Map<String, String> outer) {
      Map<String, String> texts = new LinkedHashMap<>(outer);
      node.get(key)
          .ifPresent(map -> map.entries().forEach((name, value) -> texts.put(name, value.text())));
      return texts;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read; what is wrong inside is among the result's problems
   */
  public static TestFile read(Path file) throws IOException {
    YamlDocument document = YamlDocument.read(file.toString(), Files.readString(file));
    return new TestFileReader(file.toAbsolutePath().getParent(), document).file(file.toString());
  }

  private TestFile file(String path) {
    YamlNode root = document.root();
    List<TestCase> cases = new ArrayList<>();
    if (document.problems().isEmpty()) {
      root.allowKeys("hosts", "users", "lookups", "defaults", "cases");
      Surroundings all =
          Surroundings.read(root, new Surroundings(Map.of(), Map.of(), Map.of(), Map.of()));
      Set<String> names = new HashSet<>();
      for (YamlNode node : root.required("cases").items()) {
        TestCase read = testCase(node, all);
        if (!names.add(read.name())) {
          node.problem("two cases are named `" + read.name() + "`");
        }
        cases.add(read);
      }
    }
    return new TestFile(path, cases, document.problems());
  }

  private TestCase testCase(YamlNode node, Surroundings all) {
    node.allowKeys(
        "name",
        "start",
        "hosts",
        "users",
        "lookups",
        "defaults",
        "events",
        FIRES,
        ROWS,
        QUIET,
        SUPPRESSED);
    Surroundings around = Surroundings.read(node, all);
    Instant start =
        node.get("start")
            .map(value -> value.as("a time such as 2026-03-02T00:00:00Z", Instant::parse))
            .orElse(START);
    return new TestCase(
        node.required("name").text(),
        node.line(),
        lines(node, start.toEpochMilli(), around.defaults),
        around.hosts,
        around.users,
        lookups(node, around.lookups),
        expected(node));
  }

  private static Lookups lookups(YamlNode node, Map<String, String> contents) {
    try {
      return Lookups.of(contents);
    } catch (LookupException e) {
      node.problem(e.getMessage());
      return Lookups.NONE;
    }
  }

  private List<String> lines(YamlNode node, long start, Map<String, String> defaults) {
    List<String> lines = new ArrayList<>();
    int id = 1;
    for (YamlNode event : node.required("events").items()) {
      if (event.isMap() && event.get("file").isPresent()) {
        event.allowKeys("file");
        lines.addAll(fileLines(event.required("file")));
      } else {
        id += EventSpec.read(event, defaults).lines(start, id, lines::add);
      }
    }
    return lines;
  }

  private List<String> fileLines(YamlNode name) {
    Path file = folder.resolve(name.text()).normalize();
    if (!file.startsWith(folder)) {
      name.problem("`" + name.text() + "` lies outside the rule's folder");
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      name.problem("`" + name.text() + "` cannot be read");
      return List.of();
    }
  }

  private static Expected expected(YamlNode node) {
    List<Map<String, Optional<String>>> rows = new ArrayList<>();
    node.get(ROWS).ifPresent(list -> list.items().forEach(row -> rows.add(row(row))));
    boolean quiet = node.get(QUIET).map(YamlNode::text).filter("true"::equals).isPresent();
    Optional<Integer> fires =
        node.get(FIRES).map(value -> value.as("a number of detections", Integer::valueOf));
    if (quiet == (fires.isPresent() || !rows.isEmpty())) {
      node.problem("a case says either `quiet: true`, or `fires` or `rows`");
    }
    int count = quiet ? 0 : fires.orElse(rows.size());
    if (rows.size() > count) {
      node.problem("more rows than detections");
    }
    Map<String, Long> suppressed = new LinkedHashMap<>();
    node.get(SUPPRESSED)
        .ifPresent(
            map -> {
              map.allowKeys("exception", "confirm", "throttle");
              map.entries()
                  .forEach(
                      (cause, value) -> suppressed.put(cause, value.as("a number", Long::valueOf)));
            });
    return new Expected(count, rows, suppressed);
  }

  private static Map<String, Optional<String>> row(YamlNode node) {
    Map<String, Optional<String>> row = new LinkedHashMap<>();
    node.entries().keySet().forEach(name -> row.put(name, node.get(name).map(YamlNode::text)));
    return row;
  }
}
