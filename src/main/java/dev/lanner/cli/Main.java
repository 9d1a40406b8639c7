package dev.lanner.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
  /** Rule tests failed, or a check found problems. */
  static final int EXIT_PROBLEMS = 1;

  /** A rule or a query is wrong. */
  static final int EXIT_WRONG_RULE = 2;

  /** Configuration, input or the command line is wrong. */
  static final int EXIT_BAD_INPUT = 3;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    CommandLine command = commandLine().setOut(utf8(System.out)).setErr(utf8(System.err));
    System.exit(command.execute(args));
  }

  /** Texts of events and messages are not bound to the terminal's locale. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new EvalCommand())
        .addSubcommand(new FunctionsCommand())
        .addSubcommand(new GenerateCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new TestCommand())
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
