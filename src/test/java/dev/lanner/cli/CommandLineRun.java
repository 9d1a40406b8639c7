package dev.lanner.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One run of the command line inside the test's JVM.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it complained about
 */
public record CommandLineRun(int code, String out, String err) {

  /** Runs the command with these arguments. */
  public static CommandLineRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    int code = command.execute(arguments);
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  /** Runs the command and fails with what it printed unless it ends with 0. */
  public static CommandLineRun succeeds(String... arguments) {
    CommandLineRun run = of(arguments);
    if (run.code() != 0) {
      throw new AssertionError(
          String.join(" ", arguments) + " ended with " + run.code() + "\n" + run.out() + run.err());
    }
    return run;
  }
}
