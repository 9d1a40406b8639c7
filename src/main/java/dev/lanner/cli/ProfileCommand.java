package dev.lanner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner profile}: what each rule of a replay cost. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what each rule of a replay cost, the dearest first: its share of the time that events",
      "were held against rules, how often that was, and what came of it.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner profile out/replay",
      "",
      "A rule that is tried often and matches seldom asks for nothing that can be looked up: a",
      "literal that its events must hold makes it cheap. Times are sampled where events are read;",
      "reading itself, and what comes behind a shuffle, is left out."
    })
public final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder with the results of a replay.")
  private Path folder;

  private record Cost(String title, long tried, long nanos, long matched, long fired) {}

  @Override
  public Integer call() throws IOException {
    JsonNode run = read("run.json");
    JsonNode account = read("account.json").path("rules");
    List<Cost> costs = new ArrayList<>();
    for (JsonNode rule : run.path("ruleCosts")) {
      JsonNode numbers = account.path(rule.path("id").asText());
      costs.add(
          new Cost(
              rule.path("title").asText(),
              rule.path("tried").asLong(),
              rule.path("nanos").asLong(),
              numbers.path("matched").asLong(),
              numbers.path("fired").asLong()));
    }
    costs.sort(Comparator.comparingLong(Cost::nanos).reversed().thenComparing(Cost::title));
    PrintWriter out = spec.commandLine().getOut();
    print(costs, out);
    out.flush();
    return 0;
  }

  private JsonNode read(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "`" + folder + "` has no " + name + ": give the output folder of a replay");
    }
    return new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  private static void print(List<Cost> costs, PrintWriter out) {
    long all = Math.max(1, costs.stream().mapToLong(Cost::nanos).sum());
    TextTable table = new TextTable("rule", "share", "ns a try", "tried", "matched", "fired");
    for (Cost cost : costs) {
      table.add(
          cost.title(),
          String.format(Locale.ROOT, "%.1f %%", 100.0 * cost.nanos() / all),
          number(cost.tried() == 0 ? 0 : cost.nanos() / cost.tried()),
          number(cost.tried()),
          number(cost.matched()),
          number(cost.fired()));
    }
    table.print(out);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
