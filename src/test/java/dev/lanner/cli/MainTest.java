package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesTheCommandAndEndsWell() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().startsWith("Usage: lanner "), out.toString());
  }

  @Test
  void anUnknownOptionIsOneLineAndBadInput() {
    assertEquals(3, run("--nosuch"));
    assertEquals("lanner: Unknown option: '--nosuch'", err.toString().strip());
  }

  @Test
  void noCommandIsBadInput() {
    assertEquals(3, run());
    assertEquals("lanner: a command is missing; see lanner --help", err.toString().strip());
  }

  private int run(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(args);
  }
}
