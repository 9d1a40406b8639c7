package dev.lanner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The reference material beside the project: {@code ../shared}, or the folder that {@code
 * -Dlanner.shared} names. A test that needs it is skipped without it.
 */
public final class Shared {
  private Shared() {}

  /** The file or folder of that name; the test is skipped if there is none. */
  public static Path require(String name) {
    Path folder = Path.of(System.getProperty("lanner.shared", "../shared"));
    Path found = folder.resolve(name);
    assumeTrue(Files.exists(found), () -> "no " + found);
    return found;
  }
}
