package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.job.status.Readiness;
import dev.lanner.rules.Durations;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanner ready}: whether a continuous job does what it is there for. */
@Command(
    name = "ready",
    mixinStandardHelpOptions = true,
    description = {
      "Tells whether a continuous job is ready: all its tasks run, rules are loaded, the source is",
      "connected, and event time is not too far behind. A line for each; exit code 1 if one does",
      "not hold.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner ready",
      "  lanner ready http://lanner-rest:8081 --job lanner --max-age 15m",
      "",
      "What it sees may be ten seconds old. Fit to be run as a probe."
    })
final class ReadyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "REST interface of the JobManager (${DEFAULT-VALUE}).")
  private URI cluster;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "Name of the job; else the only one that runs.")
  private String job;

  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      description = "How far event time may be behind the clock; else that is only told.")
  private String maxAge;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Readiness seen;
    try {
      seen =
          Readiness.of(
              Urls.http(cluster),
              Optional.ofNullable(job),
              Optional.ofNullable(maxAge).map(Durations::parsePositive));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(tree(seen));
    } else {
      for (Readiness.Condition condition : seen.conditions()) {
        String holds = condition.holds() ? "yes" : "NO";
        out.println(condition.name() + ": " + holds + " (" + condition.detail() + ")");
      }
    }
    out.flush();
    return seen.isReady() ? 0 : Main.EXIT_PROBLEMS;
  }

  private static String tree(Readiness seen) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode().put("ready", seen.isReady());
    ArrayNode conditions = root.putArray("conditions");
    for (Readiness.Condition condition : seen.conditions()) {
      conditions
          .addObject()
          .put("name", condition.name())
          .put("holds", condition.holds())
          .put("detail", condition.detail());
    }
    return mapper.writeValueAsString(root);
  }
}
