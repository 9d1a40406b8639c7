package dev.lanner.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code lanner} command.
 *
 * <p>Exit codes: 0 fine (detections are a result, not a failure), 1 failed rule tests or problems
 * found by a check, 2 a rule or query is wrong, 3 configuration or input is wrong, the command line
 * itself included.
 */
@Command(
    name = "lanner",
    description = "Runs LogScale detection queries on Apache Flink.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main implements Runnable {
  /** Configuration, input or the command line is wrong. */
  static final int EXIT_BAD_INPUT = 3;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new EvalCommand())
        .addSubcommand(new TestCommand())
        .addSubcommand(new GenerateCommand())
        .addSubcommand(new ReplayCommand())
        .setParameterExceptionHandler(
            (exception, args) -> {
              CommandLine command = exception.getCommandLine();
              command.getErr().println(command.getCommandName() + ": " + exception.getMessage());
              return EXIT_BAD_INPUT;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing; see lanner --help");
  }
}
