package dev.lanner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@code java -jar lanner.jar}: the second JVM is not to be noticed.
 *
 * <p>Signals are sent by a process's handle: {@link Process#destroy()} would close its streams,
 * too, and the command, at its input's end, could come to its own end before the signal reaches it.
 */
class LaunchIT {
  private static final String JAR = Path.of(System.getProperty("lanner.jar")).toString();
  private static final byte[] EVENT = "{\"n\":\"1\"}\n".getBytes(UTF_8);

  @Test
  void theExitCodeIsTheCommands() throws Exception {
    assertEquals(0, exitOf(start(List.of("--version"), "-Da=b")));
    assertEquals(2, exitOf(start(List.of("eval", "| | nonsense("), "-Da=b")));
    assertEquals(3, exitOf(start(List.of("replay", "--nonsense"), "-Da=b")));
  }

  @Test
  void theStreamsAreTheCommands() throws Exception {
    Process process = eval();
    process.getOutputStream().write(EVENT);
    process.getOutputStream().flush();
    assertEquals("{\"n\":\"1\"}\n", new String(process.getInputStream().readNBytes(10), UTF_8));
    process.getOutputStream().close();
    assertEquals(0, exitOf(process));
  }

  @Test
  void theCommandEndsWithASignal() throws Exception {
    Process process = eval();
    ProcessHandle command = command(process);
    assertTrue(process.toHandle().destroy());
    assertEquals(143, exitOf(process));
    assertFalse(command.isAlive());
  }

  @Test
  void theCommandEndsWhenNoSignalCouldBePassedOn() throws Exception {
    Process process = eval();
    ProcessHandle command = command(process);
    assertTrue(process.toHandle().destroyForcibly());
    exitOf(process);
    command.onExit().get(60, TimeUnit.SECONDS);
    assertFalse(command.isAlive());
  }

  @Test
  void theEndOfTheCommandEndsAll() throws Exception {
    Process process = eval();
    ProcessHandle command = command(process);
    assertTrue(command.destroyForcibly());
    assertEquals(137, exitOf(process));
  }

  /** Waits until it has read and written a line: then the second JVM runs. */
  private static ProcessHandle command(Process process) throws IOException {
    process.getOutputStream().write(EVENT);
    process.getOutputStream().flush();
    assertEquals(10, process.getInputStream().readNBytes(10).length);
    Optional<ProcessHandle> command = process.toHandle().children().findAny();
    return command.orElseThrow();
  }

  private static Process eval() throws IOException {
    return start(List.of("eval", "--all", "--format=ndjson", "select(n)"), "-Da=b");
  }

  private static int exitOf(Process process) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  private static Process start(List<String> arguments, String options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LANNER_OPTS", options);
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
