package dev.lanner.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The output folder of a replay: the files it ends with, and the parts on the way there. */
public final class ReplayFiles {
  private static final String PARTS = ".parts";

  private final Path folder;

  /** The files in {@code folder}. */
  public ReplayFiles(Path folder) {
    this.folder = folder;
  }

  /** Detections, sorted. */
  public Path detections() {
    return folder.resolve("detections.ndjson");
  }

  /** Lines that are no event. */
  public Path deadLetters() {
    return folder.resolve("deadletters.ndjson");
  }

  /** Events that missed a window. */
  public Path late() {
    return folder.resolve("late.ndjson");
  }

  /** Where everything went. */
  public Path account() {
    return folder.resolve("account.json");
  }

  /** Times, rates and settings of this one run. */
  public Path run() {
    return folder.resolve("run.json");
  }

  /** The run's own coverage ledger, if no folder is given that other runs write, too. */
  public Path coverage() {
    return folder.resolve("coverage.ndjson");
  }

  Path parts(Outlets.Kind kind) {
    return folder.resolve(PARTS).resolve(kind.name());
  }

  Path checkpoints() {
    return folder.resolve(PARTS).resolve("checkpoints").toAbsolutePath();
  }

  /** Makes the folder, and takes away what an earlier run left; files of others stay. */
  void prepare() throws IOException {
    Files.createDirectories(folder);
    for (Path file : List.of(detections(), deadLetters(), late(), account(), run(), coverage())) {
      Files.deleteIfExists(file);
    }
    removeParts();
  }

  void removeParts() throws IOException {
    Path parts = folder.resolve(PARTS);
    if (!Files.exists(parts)) {
      return;
    }
    try (Stream<Path> all = Files.walk(parts)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
