package dev.lanner.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.coverage.Ledger;
import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.Range;
import dev.lanner.coverage.RuleCoverage;
import dev.lanner.job.JobFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner coverage}: which times were completely evaluated. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows for each rule which stretches of event time were completely evaluated, by which of its"
          + " versions, and what is missing: holes, which nobody evaluated, and stretches that lack"
          + " something, such as events that came late. Exit code 1 if anything is missing.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner coverage out/coverage",
      "  lanner coverage out/replay --json",
      "  lanner coverage out/coverage --from 2026-11-01 --to 2026-11-08",
      "",
      "A folder is one that `coverage` of a job file names, or the output of a replay. Without"
          + " --from",
      "and --to a rule is looked at from the first time it evaluated to the last. `lanner"
          + " backfill`",
      "closes what is missing."
    })
final class CoverageCommand implements Callable<Integer> {
  private static final int FINE = 0;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "Folders of ledgers, for what they say together.")
  private List<Path> folders;

  @Option(names = "--json", description = "Write one JSON object; times are epoch milliseconds.")
  private boolean json;

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "Everything from this time on is wanted, 2026-11-01 or 2026-11-01T08:00:00Z.")
  private String from;

  @Option(names = "--to", paramLabel = "T", description = "Everything before this time is wanted.")
  private String to;

  @Override
  public Integer call() {
    Ledger ledger;
    try {
      ledger = Ledger.read(folders);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), ReplayRun.message(e), e);
    }
    ledger.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
    WantedTime wanted = new WantedTime(time("--from", from), time("--to", to));
    List<RuleCoverage> rules = ledger.rules();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(rules, wanted));
    } else {
      print(rules, wanted, out);
    }
    out.flush();
    boolean isMissing = rules.stream().anyMatch(rule -> !rule.missing(wanted.of(rule)).isEmpty());
    return isMissing ? Main.EXIT_PROBLEMS : FINE;
  }

  private Optional<Long> time(String option, String text) {
    try {
      return Optional.ofNullable(text).map(one -> JobFile.time(one).toEpochMilli());
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": expected a time such as 2026-11-01T00:00:00Z, found `" + text + "`",
          e);
    }
  }

  private record Line(Range range, String what, String how) {}

  private static void print(List<RuleCoverage> rules, WantedTime wanted, PrintWriter out) {
    if (rules.isEmpty()) {
      out.println("no rule has covered anything");
      return;
    }
    TextTable table = new TextTable("rule", "time", "from", "to", "by");
    List<RuleCoverage> byTitle = new ArrayList<>(rules);
    byTitle.sort(Comparator.comparing(RuleCoverage::title).thenComparing(RuleCoverage::id));
    for (RuleCoverage rule : byTitle) {
      String title = rule.title();
      for (Line line : lines(rule, wanted)) {
        table.add(
            title,
            line.what(),
            Instant.ofEpochMilli(line.range().from()).toString(),
            Instant.ofEpochMilli(line.range().to()).toString(),
            line.how());
        title = "";
      }
    }
    table.print(out);
  }

  private static List<Line> lines(RuleCoverage rule, WantedTime wanted) {
    List<Line> lines = new ArrayList<>();
    rule.versions()
        .forEach(
            (version, ranges) ->
                ranges
                    .list()
                    .forEach(
                        range ->
                            lines.add(
                                new Line(
                                    range,
                                    "covered",
                                    "version " + version.version() + ", " + version.logic()))));
    rule.holes(wanted.of(rule)).list().forEach(range -> lines.add(new Line(range, "HOLE", "")));
    for (RuleCoverage.Lacking lacking : rule.incomplete(wanted.of(rule))) {
      lines.add(new Line(lacking.range(), "INCOMPLETE", causes(lacking.events())));
    }
    lines.sort(
        Comparator.comparingLong((Line line) -> line.range().from())
            .thenComparingLong(line -> line.range().to())
            .thenComparing(Line::what)
            .thenComparing(Line::how));
    return lines;
  }

  private static String causes(Map<Cause, Long> events) {
    return events.entrySet().stream()
        .map(
            one ->
                one.getValue() == 0
                    ? one.getKey().text()
                    : one.getValue() + " " + one.getKey().text())
        .collect(Collectors.joining(", "));
  }

  private static String json(List<RuleCoverage> rules, WantedTime wanted) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("rules");
    for (RuleCoverage rule : rules) {
      ObjectNode node = list.addObject().put("id", rule.id()).put("title", rule.title());
      ArrayNode covered = node.putArray("covered");
      rule.versions()
          .forEach(
              (version, ranges) ->
                  ranges
                      .list()
                      .forEach(
                          range ->
                              add(covered, range)
                                  .put("version", version.version())
                                  .put("logic", version.logic())));
      ArrayNode holes = node.putArray("holes");
      rule.holes(wanted.of(rule)).list().forEach(range -> add(holes, range));
      ArrayNode incomplete = node.putArray("incomplete");
      for (RuleCoverage.Lacking lacking : rule.incomplete(wanted.of(rule))) {
        ObjectNode causes = add(incomplete, lacking.range()).putObject("events");
        lacking.events().forEach((cause, events) -> causes.put(cause.text(), events));
      }
    }
    return root.toPrettyString();
  }

  private static ObjectNode add(ArrayNode list, Range range) {
    return list.addObject().put("from", range.from()).put("to", range.to());
  }
}
