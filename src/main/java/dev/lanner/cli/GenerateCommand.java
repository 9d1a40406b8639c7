package dev.lanner.cli;

import dev.lanner.generate.Archive;
import dev.lanner.generate.OutputRefusedException;
import dev.lanner.generate.Scenario;
import dev.lanner.generate.ScenarioCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanner generate}: writes a made-up FDR archive. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a made-up FDR archive: ordinary telemetry of a fleet, with incidents and look-alikes"
          + " injected. The same options give the same events.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner generate --output sample",
      "  lanner generate --output big --events 2000000 --hosts 2000 --inject none",
      "  lanner generate --output one --events 0 --inject P-1595-1t,N-1595-a"
    })
public final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder to write to: new, empty, or holding an archive generated before, which is"
              + " replaced.")
  private Path output;

  @Option(
      names = "--events",
      defaultValue = "20000",
      paramLabel = "N",
      description =
          "Background events (default: ${DEFAULT-VALUE}). Those of injected scenarios and the"
              + " deliveries that are repeated come on top.")
  private long events;

  @Option(
      names = "--hosts",
      defaultValue = "50",
      paramLabel = "N",
      description = "Hosts of the background (default: ${DEFAULT-VALUE}).")
  private int hosts;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "What everything is drawn from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--start",
      defaultValue = "2026-11-01T00:00:00Z",
      paramLabel = "T",
      description = "When the telemetry begins, ISO 8601 (default: ${DEFAULT-VALUE}).")
  private Instant start;

  @Option(
      names = "--inject",
      defaultValue = "all",
      paramLabel = "all|none|ID,...",
      split = ",",
      hideParamSyntax = true,
      description =
          "Scenarios to inject: all, none, or ids such as P-1595-1t, with commas between"
              + " (default: ${DEFAULT-VALUE}). The file injected.ndjson lists them.")
  private List<String> inject;

  @Override
  public Integer call() throws IOException {
    Archive archive;
    try {
      archive = new Archive(output, events, hosts, seed, start, scenarios());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try {
      Archive.Summary summary = archive.write();
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s: %,d lines in %,d batches: %,d background events, %,d of %,d scenarios,"
                  + " %,d repeated deliveries%n",
              output,
              summary.lines(),
              summary.batches(),
              events,
              summary.scenarioEvents(),
              archive.scenarios().size(),
              summary.repeated());
      return 0;
    } catch (OutputRefusedException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot write to " + output + ": " + e.getMessage(), e);
    }
  }

  private List<Scenario> scenarios() {
    if (inject.equals(List.of("all"))) {
      return ScenarioCatalog.all();
    }
    if (inject.equals(List.of("none"))) {
      return List.of();
    }
    Set<String> unknown = new LinkedHashSet<>();
    for (String id : inject) {
      if (ScenarioCatalog.find(id).isEmpty()) {
        unknown.add("`" + id + "`");
      }
    }
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no scenario " + String.join(", ", unknown) + "; ids look like P-1595-1t");
    }
    List<Scenario> chosen = new ArrayList<>();
    for (Scenario scenario : ScenarioCatalog.all()) {
      if (inject.contains(scenario.id())) {
        chosen.add(scenario);
      }
    }
    return chosen;
  }
}
