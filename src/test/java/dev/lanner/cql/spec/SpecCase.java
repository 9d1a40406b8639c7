package dev.lanner.cql.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.compile.Evaluation;
import dev.lanner.cql.compile.Inputs;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One case of a spec file. */
final class SpecCase {
  final String title;
  final Path file;
  final int line;
  final Map<String, List<String>> parameters = new LinkedHashMap<>();
  final Map<String, String> saved = new LinkedHashMap<>();
  final Map<String, String> lookups = new LinkedHashMap<>();
  final Map<String, List<Map<String, String>>> views = new LinkedHashMap<>();
  final Map<String, List<Map<String, String>>> databases = new LinkedHashMap<>();
  String source = "";
  String query;
  List<Map<String, String>> events = List.of();
  List<String> columns = List.of();
  List<Map<String, String>> expected;
  boolean ordered;
  List<String> problems;
  boolean asRule;
  long now;
  long start;
  long end;

  SpecCase(String title, Path file, int line) {
    this.title = title;
    this.file = file;
    this.line = line;
  }

  /** Compiles the query, compares what is said about it, runs it, compares its rows. */
  void check() {
    FieldTable fields = new FieldTable();
    CompileResult compiled =
        Compiler.compile(
            Parser.parse(query, Parser.Dialect.SEEDS),
            new CompileOptions(fields, new World(), FunctionRegistry.standard(), asRule, true));
    String said = said(compiled.problems());
    if (problems != null) {
      assertEquals(String.join("\n", problems), said, where());
    } else {
      assertEquals(true, compiled.query().isPresent(), () -> where() + "\n" + said);
    }
    if (expected != null) {
      List<Map<String, String>> rows = new ArrayList<>();
      Evaluation.run(
          compiled.query().orElseThrow(), new Input(fields), row -> rows.add(row.toMap()));
      compare(rows);
    }
  }

  private String where() {
    return file + ":" + line + ": " + title;
  }

  private String said(List<Problem> found) {
    StringBuilder said = new StringBuilder();
    for (Problem problem : found) {
      int at = Math.min(problem.span().start(), query.length());
      int lineStart = query.lastIndexOf('\n', at - 1) + 1;
      long number = 1 + query.substring(0, lineStart).chars().filter(c -> c == '\n').count();
      said.append(said.isEmpty() ? "" : "\n")
          .append(number)
          .append(':')
          .append(1 + query.codePointCount(lineStart, at))
          .append(' ')
          .append(problem.severity().name().toLowerCase(Locale.ROOT))
          .append('[')
          .append(problem.code())
          .append("] ")
          .append(problem.message());
      if (!problem.hint().isEmpty()) {
        said.append("\n= ").append(problem.hint());
      }
    }
    return said.toString();
  }

  private void compare(List<Map<String, String>> rows) {
    List<String> wanted = shown(expected);
    List<String> got = shown(rows);
    if (!ordered) {
      wanted.sort(null);
      got.sort(null);
    }
    assertEquals(String.join("\n", wanted), String.join("\n", got), where());
  }

  private List<String> shown(List<Map<String, String>> rows) {
    List<String> lines = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        String text = row.get(column);
        cells.add(column + "=" + (text == null ? "-" : "\"" + text + "\""));
      }
      lines.add(String.join(" | ", cells));
    }
    return lines;
  }

  private static Environment.Database database(List<Map<String, String>> facts) {
    return (type, key) ->
        facts.stream()
            .filter(fact -> key.equals(fact.get("key")))
            .filter(fact -> type.equals(fact.getOrDefault("type", "")))
            .findFirst()
            .orElse(null);
  }

  private final class Input implements Inputs {
    private final FieldTable fields;

    Input(FieldTable fields) {
      this.fields = fields;
    }

    @Override
    public Iterable<? extends Event> events() {
      return made(events);
    }

    @Override
    public Iterable<? extends Event> view(String name) {
      return made(views.get(name));
    }

    private List<Event> made(List<Map<String, String>> rows) {
      List<Event> made = new ArrayList<>();
      rows.forEach(row -> made.add(new MapEvent(fields, row)));
      return made;
    }
  }

  private final class World implements Environment {
    @Override
    public long now() {
      return now;
    }

    @Override
    public long start() {
      return start;
    }

    @Override
    public long end() {
      return end;
    }

    @Override
    public Optional<LookupFile> lookup(String name) {
      try {
        return Lookups.of(lookups).find(name);
      } catch (LookupException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    public Optional<String> savedQuery(String name) {
      return Optional.ofNullable(saved.get(name));
    }

    @Override
    public List<String> parameter(String name) {
      return parameters.getOrDefault(name, List.of());
    }

    @Override
    public boolean hasView(String name) {
      return views.containsKey(name);
    }

    @Override
    public Optional<Database> database(String name) {
      return Optional.ofNullable(databases.get(name)).map(SpecCase::database);
    }
  }
}
