package dev.lanner.cql.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a spec file. A case begins with {@code == title}; then come keys at the margin, whose
 * values go on in the lines below that are set in. A line that begins with {@code //} is a comment.
 *
 * <pre>
 * == groupBy counts each key
 * source:   LogScale docs, functions/groupby
 * events:   host | port
 *           a    | 22
 *           b    | 80
 * query:    groupBy(host)
 * expect:   host | _count
 *           a    | 1
 *           b    | 1
 * </pre>
 *
 * <ul>
 *   <li>{@code source}: where the expected values come from; never our own output.
 *   <li>{@code events}: a table, or a JSON object a line (nested names are joined by dots, lists by
 *       index), or the name of an NDJSON file beside the spec. One without {@code @timestamp} gets
 *       1700000000000 and a second more for each event before it.
 *   <li>{@code query}: blanks at the beginning of its further lines are cut.
 *   <li>{@code expect}: the rows, in order; {@code expect-set}: in any order. Only the columns
 *       listed are compared. A heading alone: no row.
 *   <li>{@code problems}: everything that is to be said about the query, one a line as {@code 1:7
 *       error[code] message}, its hint below as {@code = hint}. Without this key no error may be
 *       found.
 *   <li>{@code rule: yes}: compiled as a rule.
 *   <li>{@code now start end}: epoch milliseconds. {@code param NAME}: a value, or several as
 *       {@code [a, b]}. {@code saved NAME}: a query. {@code lookup NAME}: the content of a file.
 *       {@code view NAME}: events. {@code database NAME}: a JSON object a line, its {@code key},
 *       its {@code type} if it has one, and the facts.
 * </ul>
 *
 * <p>In tables {@code -} is an absent field, {@code ""} an empty one; a cell in quotes is read as a
 * JSON string.
 */
final class SpecFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

  private final Path file;
  private final List<SpecCase> cases = new ArrayList<>();

  private SpecFile(Path file) {
    this.file = file;
  }

  static List<SpecCase> read(Path file) {
    SpecFile spec = new SpecFile(file);
    try {
      spec.read(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return spec.cases;
  }

  private void read(List<String> lines) {
    Map<String, List<String>> keys = null;
    List<String> value = null;
    String title = null;
    int at = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("//")) {
        continue;
      }
      if (line.startsWith("== ")) {
        finish(title, at, keys);
        title = line.substring(3).strip();
        at = i + 1;
        keys = new LinkedHashMap<>();
        value = null;
      } else if (Character.isWhitespace(line.charAt(0))) {
        if (value == null) {
          throw fault(i + 1, "a line is set in and belongs to no key");
        }
        value.add(line.strip());
      } else {
        int colon = line.indexOf(':');
        if (colon < 0 || keys == null) {
          throw fault(i + 1, "expected a key and a colon");
        }
        value = new ArrayList<>();
        String first = line.substring(colon + 1).strip();
        if (!first.isEmpty()) {
          value.add(first);
        }
        if (keys.put(line.substring(0, colon), value) != null) {
          throw fault(i + 1, "this key was given before");
        }
      }
    }
    finish(title, at, keys);
  }

  private void finish(String title, int line, Map<String, List<String>> keys) {
    if (title == null) {
      return;
    }
    SpecCase made = new SpecCase(title, file, line);
    keys.forEach((key, value) -> set(made, key, value, line));
    if (made.source.isEmpty() || made.query == null) {
      throw fault(line, "a case needs `source` and `query`");
    }
    if (made.expected == null && made.problems == null) {
      throw fault(line, "a case needs `expect`, `expect-set` or `problems`");
    }
    cases.add(made);
  }

  private void set(SpecCase made, String key, List<String> value, int line) {
    String text = String.join("\n", value);
    String[] words = key.split(" ", 2);
    String name = words.length == 2 ? words[1] : "";
    switch (words[0]) {
      case "source" -> made.source = text;
      case "query" -> made.query = text;
      case "events" -> made.events = events(value);
      case "expect", "expect-set" -> {
        made.expected = table(value);
        made.columns = value.isEmpty() ? List.of() : cells(value.get(0));
        made.ordered = words[0].equals("expect");
      }
      case "problems" -> made.problems = value;
      case "rule" -> made.asRule = text.equals("yes");
      case "now" -> made.now = Long.parseLong(text);
      case "start" -> made.start = Long.parseLong(text);
      case "end" -> made.end = Long.parseLong(text);
      case "param" -> made.parameters.put(name, values(text));
      case "saved" -> made.saved.put(name, text);
      case "lookup" -> made.lookups.put(name, text);
      case "view" -> made.views.put(name, events(value));
      case "database" -> made.databases.put(name, value.stream().map(this::json).toList());
      default -> throw fault(line, "there is no key `" + key + "`");
    }
  }

  private static List<String> values(String text) {
    if (!text.startsWith("[")) {
      return List.of(text);
    }
    List<String> values = new ArrayList<>();
    for (String value : text.substring(1, text.length() - 1).split(",")) {
      values.add(value.strip());
    }
    return values;
  }

  private List<Map<String, String>> events(List<String> value) {
    List<String> lines = value;
    if (value.size() == 1 && value.get(0).endsWith(".ndjson")) {
      try {
        lines = Files.readAllLines(file.resolveSibling(value.get(0)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    boolean json = !lines.isEmpty() && lines.get(0).startsWith("{");
    List<Map<String, String>> events =
        json ? lines.stream().map(this::json).toList() : table(lines);
    for (int i = 0; i < events.size(); i++) {
      events.get(i).putIfAbsent("@timestamp", Long.toString(FIRST_TIMESTAMP + 1000L * i));
    }
    return events;
  }

  private Map<String, String> json(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      flatten("", JSON.readTree(line), fields);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + line, e);
    }
    return fields;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      String prefix = name.isEmpty() ? "" : name + ".";
      node.properties().forEach(m -> flatten(prefix + m.getKey(), m.getValue(), into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(name + "[" + i + "]", node.get(i), into);
      }
    } else if (!node.isNull()) {
      into.put(name, node.asText());
    }
  }

  /** Rows under a heading. */
  private List<Map<String, String>> table(List<String> lines) {
    List<Map<String, String>> rows = new ArrayList<>();
    if (lines.isEmpty()) {
      return rows;
    }
    List<String> columns = cells(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      if (cells.size() != columns.size()) {
        throw new IllegalArgumentException(
            file + ": " + cells.size() + " cells under " + columns.size() + " columns: " + line);
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        if (cells.get(i) != null) {
          row.put(columns.get(i), cells.get(i));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split("\\|", -1)) {
      String text = cell.strip();
      if (text.startsWith("\"") && text.endsWith("\"") && text.length() > 1) {
        try {
          cells.add(JSON.readTree(text).asText());
        } catch (IOException e) {
          throw new UncheckedIOException(file + ": " + text, e);
        }
      } else {
        cells.add(text.equals("-") ? null : text);
      }
    }
    return cells;
  }

  private IllegalArgumentException fault(int line, String message) {
    return new IllegalArgumentException(file + ":" + line + ": " + message);
  }
}
