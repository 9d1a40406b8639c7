package dev.lanner.cli;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.compile.Evaluation;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.lookups.LookupException;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.SavedQueryFolder;
import dev.lanner.rules.SourceProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner eval}: runs one query over events and prints its rows. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs one query over events and prints its rows, as LogScale's search would: the newest 200"
          + " events of a query without an aggregate, 200 rows of `table` and `sort` unless they"
          + " say otherwise.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner eval '#event_simpleName=DnsRequest | groupBy(DomainName)' data/",
      "  lanner eval 'CommandLine=/-enc/i | table([ComputerName, CommandLine])' part-0.gz --format"
          + " csv",
      "  zcat *.gz | lanner eval 'count()' -",
      "  lanner eval --all --format ndjson '#event_simpleName=DnsRequest' data/ | head",
      "  lanner eval --ndjson < requests.ndjson",
      "",
      "Exit codes: 0 fine, 2 the query is wrong, 3 the input is wrong, 141 nobody reads the"
          + " output (`| head`)."
    })
public final class EvalCommand implements Callable<Integer> {
  private static final Path USUAL_SAVED = Path.of("rules", SavedQueryFolder.NAME);

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "QUERY",
      description = "The query, or @FILE.")
  private String query;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Files or folders of JSON lines, compressed or not; - is standard input (the default).")
  private List<Path> files = List.of();

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, csv, json or ndjson (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--all",
      description =
          "Print every event of a query without an aggregate, as it is found, not the newest 200.")
  private boolean all;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A value for ?NAME; give it again for several.")
  private List<String> params = List.of();

  @Option(
      names = "--lookups",
      paramLabel = "DIR",
      description = "Folder of lookup files (default: conf/lookups, if there is one).")
  private Path lookups;

  @Option(
      names = "--saved",
      paramLabel = "DIR",
      description = {
        "Folder of saved queries (default: rules/saved, if there is one): NAME.cql is called as"
            + " $NAME(), SPACE/NAME.cql as $SPACE:NAME()."
      })
  private Path saved;

  @Option(
      names = "--view",
      paramLabel = "NAME=PATH",
      description = "Events of another view, for join(view=NAME).")
  private Map<String, Path> views = Map.of();

  @Option(
      names = "--start",
      paramLabel = "T",
      description = "Only events from this time on: ISO 8601 or epoch milliseconds.")
  private String start;

  @Option(names = "--end", paramLabel = "T", description = "Only events before this time.")
  private String end;

  @Option(
      names = "--now",
      paramLabel = "T",
      description = "What now() answers (default: --end, else the clock).")
  private String now;

  @Option(
      names = "--ndjson",
      description =
          "Reads {\"id\",\"query\",\"events\"} a line from standard input, and writes"
              + " {\"id\",\"status\",\"rows\",\"error\"} a line.")
  private boolean ndjson;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (ndjson) {
      new EvalProtocol(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out)
          .run();
      return 0;
    }
    if (query == null) {
      throw new ParameterException(spec.commandLine(), "a query is missing");
    }
    RowFormat rowFormat = rowFormat();
    try {
      return eval(text(), rowFormat, out);
    } catch (IOException e) {
      return badInput(message(e));
    } catch (UncheckedIOException e) {
      return badInput(message(e.getCause()));
    } catch (LookupException e) {
      return badInput(e.getMessage());
    } catch (OutOfMemoryError e) {
      return badInput(
          "the query keeps more than fits into "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB of memory; write smaller limits, or give it more with java -Xmx");
    }
  }

  private int badInput(String message) {
    spec.commandLine().getErr().println("eval: " + message);
    return Main.EXIT_BAD_INPUT;
  }

  private static String message(IOException e) {
    boolean file = e instanceof java.nio.file.NoSuchFileException;
    return file ? "`" + e.getMessage() + "` does not exist" : e.getMessage();
  }

  private int eval(String text, RowFormat rowFormat, PrintWriter out)
      throws IOException, LookupException {
    FieldTable fields = new FieldTable();
    CompileResult compiled =
        Compiler.compile(
            Parser.parse(text, Parser.Dialect.SEEDS),
            new CompileOptions(fields, world(), FunctionRegistry.standard(), false, true));
    PrintWriter err = spec.commandLine().getErr();
    for (Problem problem : compiled.problems()) {
      if (problem.severity() != Problem.Severity.INFO) {
        err.println(SourceProblem.of("query", text, problem).render());
      }
    }
    err.flush();
    if (compiled.query().isEmpty()) {
      return Main.EXIT_WRONG_RULE;
    }
    CompiledQuery plan = compiled.query().get();
    EventFiles events = eventFiles(fields, !plan.needsWholeInput());
    RowPrinter printer = RowPrinter.of(out, rowFormat, plan.columns(), plan.allColumns());
    Output rows =
        row -> {
          try {
            printer.row(row.toMap());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    Evaluation.Outcome outcome =
        all ? Evaluation.runAll(plan, events, rows) : Evaluation.run(plan, events, rows);
    printer.end();
    events.failures().forEach(failure -> err.println("eval: " + failure));
    long found = outcome.events().orElse(0);
    if (found > Evaluation.MOST_EVENTS) {
      err.printf(
          Locale.ROOT,
          "eval: the newest %d of %,d events; --all prints every one%n",
          Evaluation.MOST_EVENTS,
          found);
    }
    if (!outcome.whole()) {
      err.println(
          "eval: not all rows are shown: a limit was reached that the query does not write itself");
    }
    err.flush();
    return events.isCut() ? Main.EXIT_BAD_INPUT : 0;
  }

  private EventFiles eventFiles(FieldTable fields, boolean once) throws IOException {
    Map<String, List<EventFiles.Input>> others = new TreeMap<>();
    for (Map.Entry<String, Path> view : views.entrySet()) {
      others.put(view.getKey(), EventFiles.find(List.of(view.getValue()), System.in, once));
    }
    List<Path> paths = files.isEmpty() ? List.of(EventFiles.STDIN) : files;
    return EventFiles.of(
        fields,
        start == null ? Long.MIN_VALUE : time("--start", start),
        end == null ? Long.MAX_VALUE : time("--end", end),
        EventFiles.find(paths, System.in, once),
        others);
  }

  private EvalWorld world() throws IOException, LookupException {
    long clock = System.currentTimeMillis();
    long last = end == null ? clock : time("--end", end);
    Lookups files = lookups == null ? Lookups.readUsual() : Lookups.read(lookups);
    return new EvalWorld(
        now == null ? last : time("--now", now),
        start == null ? 0 : time("--start", start),
        last,
        files,
        savedQueries(),
        parameters(),
        views.keySet(),
        JsonTexts.JSON.createObjectNode());
  }

  private Map<String, String> savedQueries() throws IOException {
    if (saved != null) {
      return SavedQueryFolder.read(saved);
    }
    return Files.isDirectory(USUAL_SAVED) ? SavedQueryFolder.read(USUAL_SAVED) : Map.of();
  }

  private String text() throws IOException {
    return query.startsWith("@") ? Files.readString(Path.of(query.substring(1))) : query;
  }

  private RowFormat rowFormat() {
    for (RowFormat known : RowFormat.values()) {
      if (known.name().equalsIgnoreCase(format)) {
        return known;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--format is table, csv, json or ndjson, not `" + format + "`");
  }

  private long time(String option, String text) {
    try {
      return text.matches("-?\\d{1,18}")
          ? Long.parseLong(text)
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is a time such as 2026-11-01T00:00:00Z or milliseconds, not `" + text + "`",
          e);
    }
  }

  private Map<String, List<String>> parameters() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String param : params) {
      int equals = param.indexOf('=');
      if (equals <= 0) {
        throw new ParameterException(
            spec.commandLine(), "--param is NAME=VALUE, not `" + param + "`");
      }
      values
          .computeIfAbsent(param.substring(0, equals), name -> new ArrayList<>())
          .add(param.substring(equals + 1));
    }
    return values;
  }
}
