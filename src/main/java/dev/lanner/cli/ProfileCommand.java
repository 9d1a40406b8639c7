package dev.lanner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.detect.Counters;
import dev.lanner.job.status.LiveCosts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner profile}: what each rule of a replay cost, or of a running job costs. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what each rule of a replay cost, or of a continuous job so far, the dearest first:"
          + " its",
      "share of the time that events were held against rules, how often that was, and what came of",
      "it.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner profile out/replay",
      "  lanner profile http://127.0.0.1:8081 --job lanner",
      "",
      "A rule that is tried often and matches seldom asks for nothing that can be looked up: a",
      "literal that its events must hold makes it cheap. Times are sampled where events are read;",
      "reading itself, and what comes behind a shuffle, is left out.",
      "",
      "`task's peak B` of a replay is the most state in bytes that one subtask of one operator"
          + " held",
      "for the rule at a time. A batch works through one group after the other, so that it is the",
      "largest group there; a stream holds all that are open. `state B` of a continuous job is"
          + " what",
      "all subtasks held for the rule at the last checkpoint. Windows, throttles and what waits"
          + " for",
      "confirmation count, as they are written; keys, timers and a backend's own do not."
    })
public final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR|URL",
      description = "Folder with the results of a replay, or REST interface of a JobManager.")
  private String place;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "Name of the running job; else the only one that runs.")
  private String job;

  /** State is unknown in what an earlier build wrote, and before a rule counts any. */
  private record Cost(
      String title, long tried, long nanos, long matched, long fired, OptionalLong state) {}

  @Override
  public Integer call() throws IOException {
    List<Cost> costs = Urls.isMeant(place) ? ofJob() : ofReplay(Path.of(place));
    costs.sort(Comparator.comparingLong(Cost::nanos).reversed().thenComparing(Cost::title));
    PrintWriter out = spec.commandLine().getOut();
    print(costs, Urls.isMeant(place) ? "state B" : "task's peak B", out);
    out.flush();
    return 0;
  }

  /** A running job knows its rules by id. */
  private List<Cost> ofJob() {
    List<Cost> costs = new ArrayList<>();
    try {
      LiveCosts.of(Urls.http(URI.create(place)), Optional.ofNullable(job))
          .forEach(
              (rule, numbers) ->
                  costs.add(
                      new Cost(
                          rule,
                          numbers.getOrDefault("tried", 0L),
                          numbers.getOrDefault("nanos", 0L),
                          numbers.getOrDefault("matched", 0L),
                          numbers.getOrDefault("fired", 0L),
                          numbers.containsKey(Counters.STATE_BYTES)
                              ? OptionalLong.of(numbers.get(Counters.STATE_BYTES))
                              : OptionalLong.empty())));
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return costs;
  }

  private List<Cost> ofReplay(Path folder) throws IOException {
    JsonNode run = read(folder, "run.json");
    JsonNode account = read(folder, "account.json").path("rules");
    List<Cost> costs = new ArrayList<>();
    for (JsonNode rule : run.path("ruleCosts")) {
      JsonNode numbers = account.path(rule.path("id").asText());
      costs.add(
          new Cost(
              rule.path("title").asText(),
              rule.path("tried").asLong(),
              rule.path("nanos").asLong(),
              numbers.path("matched").asLong(),
              numbers.path("fired").asLong(),
              rule.has("taskPeakBytes")
                  ? OptionalLong.of(rule.path("taskPeakBytes").asLong())
                  : OptionalLong.empty()));
    }
    return costs;
  }

  private JsonNode read(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "`" + folder + "` has no " + name + ": give the output folder of a replay");
    }
    return new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  private static void print(List<Cost> costs, String state, PrintWriter out) {
    long all = Math.max(1, costs.stream().mapToLong(Cost::nanos).sum());
    TextTable table =
        new TextTable("rule", "share", "ns a try", "tried", "matched", "fired", state);
    for (Cost cost : costs) {
      table.add(
          cost.title(),
          String.format(Locale.ROOT, "%.1f %%", 100.0 * cost.nanos() / all),
          number(cost.tried() == 0 ? 0 : cost.nanos() / cost.tried()),
          number(cost.tried()),
          number(cost.matched()),
          number(cost.fired()),
          cost.state().isPresent() ? number(cost.state().getAsLong()) : "-");
    }
    table.print(out);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
