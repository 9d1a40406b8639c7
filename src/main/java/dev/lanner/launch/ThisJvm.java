package dev.lanner.launch;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How this JVM was started. */
final class ThisJvm {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private ThisJvm() {}

  /** The jar of {@code java -jar}, if that was all that was said on {@code java}'s command line. */
  static Optional<Path> jarStartedWithoutOptions() {
    return jar(System.getProperty("java.class.path", ""), System.getProperty("sun.java.command"))
        .filter(jar -> noOptions());
  }

  /**
   * The jar that was started.
   *
   * @param classPath after {@code java -jar} only the jar
   * @param command what was started and its arguments; in another main class's JVM not the jar
   */
  static Optional<Path> jar(String classPath, String command) {
    boolean started =
        !classPath.isEmpty()
            && classPath.indexOf(File.pathSeparatorChar) < 0
            && command != null
            && (command.equals(classPath) || command.startsWith(classPath + " "));
    return started
        ? Optional.of(Path.of(classPath).toAbsolutePath().normalize())
        : Optional.empty();
  }

  private static boolean noOptions() {
    try {
      if (Files.isReadable(COMMAND_LINE)) {
        return "-jar".equals(firstArgument(Files.readAllBytes(COMMAND_LINE)));
      }
    } catch (IOException e) {
      // The other way knows it too.
    }
    // Costs ten times as much as a look into /proc.
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return options.isEmpty();
  }

  /** The first argument of a command line whose parts end in a zero byte, or "". */
  static String firstArgument(byte[] commandLine) {
    String[] parts = new String(commandLine, StandardCharsets.ISO_8859_1).split("\0", 3);
    return parts.length > 1 ? parts[1] : "";
  }
}
