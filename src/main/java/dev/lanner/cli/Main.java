package dev.lanner.cli;

import dev.lanner.lookups.LookupException;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
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

  /** Nobody reads the output any more: what a shell says of a program that SIGPIPE ended. */
  static final int EXIT_BROKEN_PIPE = 141;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    Writer out = utf8(FileDescriptor.out);
    Writer err = utf8(FileDescriptor.err);
    CommandLine command =
        commandLine()
            .setOut(new PrintWriter(Terminal.isOutput() ? new SafeWriter(out) : out, true))
            .setErr(new PrintWriter(new SafeWriter(err), true));
    int exit = command.execute(args);
    command.getOut().flush();
    command.getErr().flush();
    if (isOwnJvm() || exit != 0 && isFlinkCommand()) {
      System.exit(exit);
    } else if (exit != 0) {
      throw new IllegalStateException("lanner ended with " + exit + "; see its messages");
    }
  }

  /** Whether this was not loaded by Flink to get a job from it. */
  private static boolean isOwnJvm() {
    return Main.class.getClassLoader() == ClassLoader.getSystemClassLoader();
  }

  /** Whether {@code flink run} loaded it, and not a cluster, whose JVM is not ours to end. */
  private static boolean isFlinkCommand() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getClassName().equals("org.apache.flink.client.cli.CliFrontend")));
  }

  /**
   * Texts of events and messages are not bound to the terminal's locale. Not over {@code
   * System.out}, which keeps to itself that nobody reads.
   */
  private static Writer utf8(FileDescriptor descriptor) {
    return new BufferedWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new BackfillCommand())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new CoverageCommand())
        .addSubcommand(DetectCommand.create())
        .addSubcommand(new EvalCommand())
        .addSubcommand(new ExplainCommand())
        .addSubcommand(new FunctionsCommand())
        .addSubcommand(new ProfileCommand())
        .addSubcommand(new GenerateCommand())
        .addSubcommand(new ReadyCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new TestCommand())
        // An escape sequence on a terminal is none of ours.
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(
            (exception, args) -> {
              CommandLine command = exception.getCommandLine();
              command.getErr().println(command.getCommandName() + ": " + exception.getMessage());
              return EXIT_BAD_INPUT;
            })
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof BrokenPipeException) {
                return EXIT_BROKEN_PIPE;
              }
              if (exception instanceof LookupException) {
                command.getErr().println(command.getCommandName() + ": " + exception.getMessage());
                return EXIT_BAD_INPUT;
              }
              throw exception;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing; see lanner --help");
  }
}
