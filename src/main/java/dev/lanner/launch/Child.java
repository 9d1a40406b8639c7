package dev.lanner.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JVM in which the command runs: with this one's streams, folder and environment.
 *
 * @param jar what to start, an absolute path
 * @param archive its classes
 * @param options options for the JVM
 * @param arguments the command and its arguments
 */
record Child(Path jar, Optional<ClassArchive> archive, Options options, List<String> arguments) {
  /** The C library's own memory is not spread over as many pools as there are threads. */
  private static final String ARENAS = "MALLOC_ARENA_MAX";

  Child {
    arguments = List.copyOf(arguments);
  }

  /**
   * Runs the command to its end.
   *
   * @return its exit code; 128 and the signal's number if a signal ended it
   * @throws IOException if it cannot be started
   */
  int run() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command()).inheritIO();
    builder.environment().putIfAbsent(ARENAS, "2");
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end the command"));
    int exit = process.waitFor();
    if (exit == 0) {
      archive.ifPresent(ClassArchive::keep);
    } else {
      archive.ifPresent(ClassArchive::discard);
    }
    return exit;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options.ours());
    archive.ifPresent(found -> command.addAll(found.options()));
    command.addAll(options.users());
    command.add("-D" + Parent.PROPERTY + "=" + ProcessHandle.current().pid());
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    return command;
  }

  /** A signal to end: the command gets it too, and its time to end in order. */
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
