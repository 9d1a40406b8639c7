package dev.lanner.cql.index;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles queries in a small world of one saved query and one lookup file. */
final class Queries {
  static final String SAVED = "CommandLine=*hidden* | name := lower(FileName)";

  /** Two tools by their file names. */
  private record Tools() implements Environment.LookupFile {
    @Override
    public List<String> columns() {
      return List.of("FileName", "tool", "pattern");
    }

    @Override
    public List<List<String>> rows() {
      return List.of(
          List.of("nmap.exe", "scanner", "*map*"), List.of("whoami.exe", "query", "hoam"));
    }
  }

  /** The world. */
  private record World() implements Environment {
    @Override
    public long now() {
      return 0;
    }

    @Override
    public long start() {
      return 0;
    }

    @Override
    public long end() {
      return 0;
    }

    @Override
    public Optional<LookupFile> lookup(String name) {
      return name.equals("tools.csv") ? Optional.of(new Tools()) : Optional.empty();
    }

    @Override
    public Optional<String> savedQuery(String name) {
      return name.equals("hiding") ? Optional.of(SAVED) : Optional.empty();
    }

    @Override
    public List<String> parameter(String name) {
      return name.equals("tools") ? List.of("nmap*", "zmap") : List.of();
    }
  }

  private Queries() {}

  static CompileResult result(String query) {
    return Compiler.compile(
        Parser.parse(query, Parser.Dialect.SEEDS),
        new CompileOptions(new FieldTable(), new World(), FunctionRegistry.standard(), true, true));
  }

  static CompiledQuery compile(String query) {
    CompileResult result = result(query);
    return result
        .query()
        .orElseThrow(() -> new AssertionError(query + ": " + result.problems().toString()));
  }

  /** What an event must carry, with all fields at hand. */
  static Requirement requirement(String query) {
    return compile(query).requirement(Set.of());
  }

  static Event event(CompiledQuery query, Map<String, String> values) {
    return new MapEvent(query.fields(), values);
  }

  /** Whether the event gets through the per-event part. */
  static boolean accepts(CompiledQuery query, Event event) {
    boolean[] through = new boolean[1];
    query.perEvent().process(new Row(query.fields()).reset(event), row -> through[0] = true);
    return through[0];
  }
}
