package dev.lanner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.coverage.Ledger;
import dev.lanner.coverage.Range;
import dev.lanner.coverage.Ranges;
import dev.lanner.coverage.RuleCoverage;
import dev.lanner.coverage.RuleReach;
import dev.lanner.job.CoveredRules;
import dev.lanner.job.Replay;
import dev.lanner.job.ReplayFiles;
import dev.lanner.job.ReplaySettings;
import dev.lanner.lookups.LookupException;
import dev.lanner.rules.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanner backfill}: replays what the coverage ledger says is missing. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Replays an archive over what the coverage ledger says is missing, for each stretch only the"
          + " rules that lack it, and adds what is covered then to the ledger. Detections of these"
          + " stretches are in detections.ndjson of the output, under the ids that any other run"
          + " gives them. Exit code 1 if something is still missing.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner backfill jobs/replay.yaml --coverage out/coverage",
      "  lanner backfill --input archive --rules rules/pack --output out/backfill --coverage"
          + " out/coverage",
      "  lanner backfill jobs/replay.yaml --coverage out/coverage --from 2026-11-01 --to"
          + " 2026-11-08",
      "",
      "With --from and --to everything in between is wanted, also of rules that never ran."
    })
final class BackfillCommand implements Callable<Integer> {
  private static final int FINE = 0;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Mixin private ReplayOptions options;

  /** A stretch to be replayed, and what each rule lacks in it. */
  private record Stretch(Range range, Map<Rule, Ranges> rules) {}

  @Override
  public Integer call() {
    try {
      return backfill(options.settings());
    } catch (IOException | LookupException e) {
      throw new ParameterException(spec.commandLine(), ReplayRun.message(e), e);
    }
  }

  private int backfill(ReplaySettings settings) throws IOException, LookupException {
    Path folder =
        settings
            .coverage()
            .orElseThrow(() -> new IOException("--coverage is missing: which ledger?"));
    PrintWriter err = spec.commandLine().getErr();
    ReplayRun run = new ReplayRun(err);
    Optional<ReplayRun.Loaded> loaded = run.load(settings, options.lookups(settings.lookups()));
    if (loaded.isEmpty()) {
      return Main.EXIT_WRONG_RULE;
    }
    List<Rule> rules = loaded.get().rules();
    PrintWriter out = spec.commandLine().getOut();
    List<Stretch> stretches = stretches(missing(folder, rules, settings), settings);
    if (stretches.isEmpty()) {
      out.println("nothing is missing");
      out.flush();
      return FINE;
    }
    Path detections = new ReplayFiles(settings.output()).detections();
    Files.createDirectories(settings.output());
    Files.deleteIfExists(detections);
    boolean fine = true;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      ReplaySettings part = part(settings, stretch, folder, i + 1);
      Replay.Result result =
          run.run(part, List.copyOf(stretch.rules().keySet()), loaded.get().world());
      fine &= run.tell(result);
      long found = add(new ReplayFiles(part.output()).detections(), stretch, detections);
      tell(stretch, found, out);
    }
    if (!fine) {
      return Main.EXIT_BAD_INPUT;
    }
    return tellRest(missing(folder, rules, settings), out) ? FINE : Main.EXIT_PROBLEMS;
  }

  private static Map<Rule, Ranges> missing(Path folder, List<Rule> rules, ReplaySettings settings)
      throws IOException {
    Map<String, RuleCoverage> known = new LinkedHashMap<>();
    for (RuleCoverage rule : Ledger.read(List.of(folder)).rules()) {
      known.put(rule.id(), rule);
    }
    WantedTime wanted =
        new WantedTime(
            settings.from().map(Instant::toEpochMilli), settings.to().map(Instant::toEpochMilli));
    Map<Rule, Ranges> missing = new LinkedHashMap<>();
    for (Rule rule : rules) {
      RuleCoverage coverage = known.getOrDefault(rule.id(), RuleCoverage.none(rule.id()));
      Ranges ranges = coverage.missing(wanted.of(coverage));
      if (!ranges.isEmpty()) {
        missing.put(rule, ranges);
      }
    }
    return missing;
  }

  /** Stretches that are apart from each other, in the order of time. */
  private static List<Stretch> stretches(Map<Rule, Ranges> missing, ReplaySettings settings) {
    Ranges all = Ranges.NONE;
    for (Map.Entry<Rule, Ranges> one : missing.entrySet()) {
      RuleReach reach = CoveredRules.reach(one.getKey(), settings.confirmHorizon());
      List<Range> around = new ArrayList<>();
      for (Range range : one.getValue().list()) {
        around.add(new Range(range.from() - reach.before(), range.to() + reach.after()));
      }
      all = all.plus(Ranges.of(around));
    }
    List<Stretch> stretches = new ArrayList<>();
    for (Range range : all.list()) {
      Map<Rule, Ranges> rules = new LinkedHashMap<>();
      missing.forEach(
          (rule, ranges) -> {
            Ranges inside = ranges.common(Ranges.of(range));
            if (!inside.isEmpty()) {
              rules.put(rule, inside);
            }
          });
      stretches.add(new Stretch(range, rules));
    }
    return stretches;
  }

  /** A replay of a stretch, with what lies so near that its detections hang on it. */
  private static ReplaySettings part(
      ReplaySettings whole, Stretch stretch, Path coverage, int number) {
    return new ReplaySettings(
        whole.input(),
        whole.rules(),
        whole.lookups(),
        whole.output().resolve("stretch-" + number),
        whole.window(),
        whole.disorder(),
        whole.dedup(),
        whole.confirmHorizon(),
        whole.namesWait(),
        whole.checkpoints(),
        whole.parallelism(),
        whole.mode(),
        Optional.of(Instant.ofEpochMilli(stretch.range().from())),
        Optional.empty(),
        Optional.of(Instant.ofEpochMilli(stretch.range().to())),
        Optional.of(coverage),
        whole.skipBadRules());
  }

  /**
   * Adds the detections that were missing: what lies around them may be cut, or was there before.
   */
  private static long add(Path from, Stretch stretch, Path to) throws IOException {
    Map<String, Ranges> wanted = new LinkedHashMap<>();
    stretch.rules().forEach((rule, ranges) -> wanted.put(rule.id(), ranges));
    List<String> kept = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(from)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode detection = JSON.readTree(line);
        long time = detection.path("time").asLong() - (detection.path("window").isNull() ? 0 : 1);
        Ranges ranges = wanted.getOrDefault(detection.at("/rule/id").asText(), Ranges.NONE);
        if (!ranges.common(Ranges.of(new Range(time, time + 1))).isEmpty()) {
          kept.add(line);
        }
      }
    }
    Files.write(to, kept, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return kept.size();
  }

  private static void tell(Stretch stretch, long found, PrintWriter out) {
    Ranges all = Ranges.NONE;
    for (Ranges ranges : stretch.rules().values()) {
      all = all.plus(ranges);
    }
    for (Range range : all.list()) {
      out.println("replayed " + text(range));
    }
    out.println("  for " + stretch.rules().size() + " rules: " + found + " detections");
    out.flush();
  }

  private static String text(Range range) {
    return Instant.ofEpochMilli(range.from()) + " to " + Instant.ofEpochMilli(range.to());
  }

  /** Tells what is missing still; whether nothing is. */
  private static boolean tellRest(Map<Rule, Ranges> missing, PrintWriter out) {
    missing.forEach(
        (rule, ranges) ->
            ranges
                .list()
                .forEach(
                    range -> out.println("still missing: " + text(range) + "  " + rule.title())));
    out.flush();
    return missing.isEmpty();
  }
}
