package dev.lanner.generate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that an archive is written to. An archive made here before is replaced; anything else
 * that is in the way is left alone and refused.
 */
final class OutputFolder {

  static final String DATA = "data";
  static final String LOOKUPS = "fdrv2";

  /** Written first and made by nobody else: it marks a folder as ours. */
  static final String INJECTED = "injected.ndjson";

  private static final Set<String> OURS = Set.of(DATA, LOOKUPS, INJECTED);

  private OutputFolder() {}

  /** Makes the folder, or empties it when an archive was generated into it before. */
  static void prepare(Path folder) throws IOException, OutputRefusedException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputRefusedException(folder + " is not a folder");
    }
    Files.createDirectories(folder);
    List<Path> entries;
    try (Stream<Path> list = Files.list(folder)) {
      entries = list.sorted().toList();
    }
    if (entries.isEmpty()) {
      return;
    }
    boolean ours = Files.isRegularFile(folder.resolve(INJECTED));
    for (Path entry : entries) {
      ours &= OURS.contains(entry.getFileName().toString()) && onlyParts(entry);
    }
    if (!ours) {
      throw new OutputRefusedException(
          folder + " holds something else than a generated archive; name an empty folder");
    }
    for (Path entry : entries) {
      delete(entry);
    }
  }

  private static boolean onlyParts(Path entry) throws IOException {
    if (!Files.isDirectory(entry)) {
      return true;
    }
    try (Stream<Path> tree = Files.walk(entry)) {
      return tree.filter(path -> !Files.isDirectory(path)).allMatch(OutputFolder::isPart);
    }
  }

  private static boolean isPart(Path path) {
    String name = path.getFileName().toString();
    return name.equals(BatchWriter.MARKER) || name.startsWith("part-") && name.endsWith(".gz");
  }

  private static void delete(Path entry) throws IOException {
    Files.walkFileTree(
        entry,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
