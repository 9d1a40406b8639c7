package dev.lanner.launch;

import dev.lanner.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The jar's main class.
 *
 * <p>It starts a second JVM only when this one was started by {@code java -jar} without any option:
 * who gives options gets exactly these. Under {@code flink run}, where this is called inside the
 * client, it goes straight to {@link Main}.
 */
public final class Launcher {
  private Launcher() {}

  /** Runs the command, here or in a JVM of its own, and ends this one with its exit code. */
  public static void main(String[] args) throws InterruptedException {
    Parent.watch();
    Optional<Path> jar = ThisJvm.jarStartedWithoutOptions();
    if (jar.isPresent()) {
      Options options = Options.of(List.of(args), System.getenv());
      Optional<ClassArchive> archive =
          ClassArchive.of(jar.get()).filter(found -> found.exists() || options.startsFlink());
      if (archive.isPresent() || options.startsFlink() || !options.users().isEmpty()) {
        Child child = new Child(jar.get(), archive, options, List.of(args));
        try {
          Runtime.getRuntime().halt(child.run());
        } catch (IOException e) {
          // No second process may be had here: slower and with more memory, the results are the
          // same.
        }
      }
    }
    Main.main(args);
  }
}
