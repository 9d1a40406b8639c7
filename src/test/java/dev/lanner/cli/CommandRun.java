package dev.lanner.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** One run of the command line: what it printed, and its exit code. */
record CommandRun(int exit, String out, String err) {
  static CommandRun of(String... args) {
    return withInput("", args);
  }

  /** With a text on standard input. */
  static CommandRun withInput(String input, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      CommandLine command = Main.commandLine();
      command.setOut(new PrintWriter(out, true));
      command.setErr(new PrintWriter(err, true));
      int exit = command.execute(args);
      return new CommandRun(exit, lines(out), lines(err));
    } finally {
      System.setIn(before);
    }
  }

  private static String lines(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
