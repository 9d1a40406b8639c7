package dev.lanner.events.archive;

import dev.lanner.events.archive.Archive.Reason;
import dev.lanner.events.archive.Archive.Skipped;
import dev.lanner.events.archive.Archive.UnfinishedBatch;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One walk over an input folder. */
final class ArchiveScan {
  private static final String MARKER = "_SUCCESS";
  private static final String DATA = "data";

  private final Path root;
  private final List<DataFile> found = new ArrayList<>();
  private final Set<String> finished = new HashSet<>();
  private final Set<String> finishedParents = new HashSet<>();
  private final Set<String> dataParents = new HashSet<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<DataFile> events = new ArrayList<>();
  private final Map<LookupKind, List<DataFile>> lookups = new EnumMap<>(LookupKind.class);
  private final Map<String, UnfinishedBatch> unfinished = new TreeMap<>();

  ArchiveScan(Path root) {
    this.root = root;
  }

  Archive run() throws InputException {
    if (!Files.exists(root)) {
      throw new InputException("input `" + root + "` does not exist");
    }
    if (!Files.isDirectory(root)) {
      return new Archive(List.of(singleFile()), Map.of(), List.of(), List.of());
    }
    walk();
    found.sort(Comparator.comparing(DataFile::name));
    found.forEach(this::sortOut);
    skipped.sort(Comparator.comparing(Skipped::name));
    return new Archive(events, lookups, List.copyOf(unfinished.values()), skipped);
  }

  private DataFile singleFile() throws InputException {
    try {
      return readable(new DataFile(root.getFileName().toString(), root, Files.size(root)));
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  private void walk() throws InputException {
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              if (folder.endsWith(DATA) && !folder.equals(root)) {
                dataParents.add(parent(name(folder)));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              visit(name(file), file, attributes.size());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw unlisted(e);
    }
  }

  private InputException unlisted(IOException e) {
    return new InputException("input `" + root + "` cannot be read: " + e.getMessage(), e);
  }

  private void visit(String name, Path path, long bytes) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (last.equals(MARKER)) {
      String batch = batch(parent(name));
      finished.add(batch);
      finishedParents.add(place(batch));
    } else if (isHidden(name)) {
      skipped.add(new Skipped(name, Reason.HIDDEN));
    } else if (!isDataFile(last)) {
      skipped.add(new Skipped(name, Reason.OTHER_KIND));
    } else if (bytes == 0) {
      skipped.add(new Skipped(name, Reason.EMPTY));
    } else {
      found.add(new DataFile(name, path, bytes));
    }
  }

  private void sortOut(DataFile file) {
    String folder = parent(file.name());
    String batch = batch(folder);
    boolean waits = !finished.contains(batch) && finishedParents.contains(place(batch));
    if (dataParents.contains(folder)) {
      skipped.add(new Skipped(file.name(), Reason.BESIDE_DATA));
    } else if (isLookup(file.name()) && lookupKind(file.name()).isEmpty()) {
      skipped.add(new Skipped(file.name(), Reason.UNKNOWN_LOOKUP));
    } else if (waits) {
      unfinished.merge(
          batch,
          new UnfinishedBatch(batch, 1, file.bytes()),
          (a, b) -> new UnfinishedBatch(batch, a.files() + 1, a.bytes() + b.bytes()));
    } else if (isLookup(file.name())) {
      lookupKind(file.name())
          .ifPresent(kind -> lookups.computeIfAbsent(kind, k -> new ArrayList<>()).add(file));
    } else {
      events.add(file);
    }
  }

  /** The path below the root, with slashes. */
  private String name(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static String parent(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /**
   * The folder of a delivery: that of a file, less the levels {@code year=…/month=…/…} below it.
   */
  private static String batch(String folder) {
    String batch = folder;
    String last = batch.substring(batch.lastIndexOf('/') + 1);
    while (last.contains("=") && !last.startsWith("batch=") && batch.contains("/")) {
      batch = parent(batch);
      last = batch.substring(batch.lastIndexOf('/') + 1);
    }
    return batch;
  }

  /** What batches must share so that the marker of one says something about the other. */
  private static String place(String batch) {
    return batch.isEmpty() ? "no batch" : parent(batch) + "/";
  }

  private static boolean isHidden(String name) {
    for (String part : name.split("/")) {
      if (part.startsWith(".") || part.startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDataFile(String last) {
    String name = last.toLowerCase(Locale.ROOT);
    return name.endsWith(".gz")
        || name.endsWith(".json")
        || name.endsWith(".jsonl")
        || name.endsWith(".ndjson");
  }

  private static boolean isLookup(String name) {
    return ("/" + name).contains("/" + LookupKind.PARENT + "/");
  }

  private static Optional<LookupKind> lookupKind(String name) {
    String[] parts = name.split("/");
    for (int i = 0; i + 2 < parts.length; i++) {
      if (parts[i].equals(LookupKind.PARENT)) {
        return LookupKind.ofFolder(parts[i + 1]);
      }
    }
    return Optional.empty();
  }

  private static DataFile readable(DataFile file) throws InputException {
    if (!Files.isReadable(file.path())) {
      throw new InputException("input `" + file.path() + "` cannot be read: no permission");
    }
    return file;
  }
}
