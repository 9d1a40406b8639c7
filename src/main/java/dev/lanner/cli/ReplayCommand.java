package dev.lanner.cli;

import dev.lanner.job.Replay;
import dev.lanner.job.ReplayFiles;
import dev.lanner.job.ReplaySettings;
import dev.lanner.lookups.LookupException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanner replay}: runs rules over an archive. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs rules over an archive of FDR files and writes detections.ndjson, deadletters.ndjson,"
          + " late.ndjson, account.json and run.json. The same input and rules give the same first"
          + " four files, whatever the mode and parallelism.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanner replay jobs/replay.yaml",
      "  lanner replay --input archive --rules rules/pack --output out/november",
      "  lanner replay jobs/replay.yaml --runtime-mode streaming --parallelism 4",
      "",
      "A job file has the options as keys: input, rules (one path or a list), lookups, output,",
      "window, disorder, dedup.horizon, confirm.horizon, names.wait, checkpoints, parallelism,",
      "runtime-mode, from, to, coverage, skip-bad-rules. What the command line says wins."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int FINE = 0;

  @Spec private CommandSpec spec;

  @Mixin private ReplayOptions options;

  @Override
  public Integer call() {
    try {
      return replay(options.settings());
    } catch (IOException | LookupException e) {
      throw new ParameterException(spec.commandLine(), ReplayRun.message(e), e);
    }
  }

  private int replay(ReplaySettings settings) throws IOException, LookupException {
    ReplayRun run = new ReplayRun(spec.commandLine().getErr());
    Optional<ReplayRun.Loaded> loaded = run.load(settings, options.lookups(settings.lookups()));
    if (loaded.isEmpty()) {
      return Main.EXIT_WRONG_RULE;
    }
    Replay.Result result = run.run(settings, loaded.get().rules(), loaded.get().world());
    new ReplayReport(
            spec.commandLine().getOut(),
            loaded.get().rules(),
            result,
            new ReplayFiles(settings.output()))
        .print();
    return run.tell(result) ? FINE : Main.EXIT_BAD_INPUT;
  }
}
