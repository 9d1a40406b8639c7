package dev.lanner.lookups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of saved queries: {@code NAME.cql} is called as {@code $NAME()}, and subfolders are the
 * namespace: {@code falcon/helper/enrich.cql} is called as {@code $falcon/helper:enrich()}.
 */
public final class SavedQueryFolder {
  /** What a folder of saved queries beside rules is called. */
  public static final String NAME = "saved";

  private static final String ENDING = ".cql";

  private SavedQueryFolder() {}

  /**
   * The texts by name; files with another ending are passed over.
   *
   * @throws IOException if the folder or a file cannot be read; the message names it
   */
  public static Map<String, String> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> below = Files.walk(folder)) {
      files = below.filter(SavedQueryFolder::isQuery).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files) {
      try {
        texts.put(name(folder.relativize(file)), Files.readString(file));
      } catch (IOException e) {
        throw new IOException("the saved query " + file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return texts;
  }

  private static boolean isQuery(Path file) {
    return file.toString().endsWith(ENDING) && Files.isRegularFile(file);
  }

  private static String name(Path file) {
    String path = file.toString().replace('\\', '/');
    String name = path.substring(0, path.length() - ENDING.length());
    int last = name.lastIndexOf('/');
    return last < 0 ? name : name.substring(0, last) + ':' + name.substring(last + 1);
  }
}
