package dev.lanner.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * The classes of a run, read and checked (class data sharing), kept beside the jar by the first run
 * for those that follow. Its name says for which jar and JVM it is: another one makes its own.
 *
 * @param file the archive
 * @param exists whether an earlier run made it
 */
record ClassArchive(Path file, boolean exists) {
  private static final String PREFIX = "lanner-";
  private static final String SUFFIX = ".jsa";

  /** The archive for a jar; empty if there is none and none can be kept. */
  static Optional<ClassArchive> of(Path jar) {
    Path folder = jar.getParent();
    try {
      BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
      Path file =
          folder.resolve(
              name(
                  jar
                      + "\n"
                      + attributes.size()
                      + "\n"
                      + attributes.lastModifiedTime().toMillis()
                      + "\n"
                      + System.getProperty("java.vm.version")
                      + "\n"
                      + System.getProperty("java.home")));
      boolean exists = Files.exists(file);
      return exists || Files.isWritable(folder)
          ? Optional.of(new ClassArchive(file, exists))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The name of the archive for what {@code of} describes. */
  static String name(String of) {
    long hash = 0;
    for (int i = 0; i < of.length(); i++) {
      hash = hash * 1_000_003 + of.charAt(i);
    }
    return PREFIX + Long.toHexString(hash) + SUFFIX;
  }

  /**
   * What the JVM is told. That an archive does not fit is nothing to tell a user, and an address of
   * its own, different each time, would have every page of it rewritten at the start.
   */
  List<String> options() {
    return exists
        ? List.of(
            "-XX:SharedArchiveFile=" + file,
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Xlog:disable",
            "-Xlog:all=error:stderr")
        : List.of("-XX:ArchiveClassesAtExit=" + fresh(), "-Xlog:disable", "-Xlog:all=error:stderr");
  }

  private Path fresh() {
    return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
  }

  /** After the first run: what it made becomes the archive, and those of earlier jars go. */
  void keep() {
    if (exists || !Files.exists(fresh())) {
      return;
    }
    try {
      Files.move(fresh(), file, StandardCopyOption.ATOMIC_MOVE);
      try (DirectoryStream<Path> old =
          Files.newDirectoryStream(file.getParent(), PREFIX + "*" + SUFFIX)) {
        for (Path other : old) {
          if (!other.equals(file)) {
            Files.delete(other);
          }
        }
      }
    } catch (IOException e) {
      // The next run tries again.
    }
  }

  /** After a first run that went wrong. */
  void discard() {
    if (exists) {
      return;
    }
    try {
      Files.deleteIfExists(fresh());
    } catch (IOException e) {
      // Somebody else has taken it away.
    }
  }
}
