package dev.lanner.lookups;

import dev.lanner.cql.run.Environment.LookupFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Lookup files by name. Read once and held in memory, also where a job's tasks run: immutable, and
 * serialised with the job.
 */
public final class Lookups implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** No files at all. */
  public static final Lookups NONE = new Lookups(Map.of());

  private final TreeMap<String, LookupTable> tables;

  private Lookups(Map<String, LookupTable> tables) {
    this.tables = new TreeMap<>(tables);
  }

  /**
   * Reads every {@code .csv} and {@code .json} file below a folder; the name of a file is its path
   * below the folder, with {@code /} between its parts. Hidden and other files are passed over.
   *
   * @throws LookupException if the folder is missing, or a file cannot be understood
   * @throws IOException if a file cannot be read
   */
  public static Lookups read(Path folder) throws IOException, LookupException {
    if (!Files.isDirectory(folder)) {
      throw new LookupException("lookup folder `" + folder + "` does not exist");
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> below = Files.walk(folder)) {
      below.filter(Files::isRegularFile).forEach(files::add);
    }
    TreeMap<String, LookupTable> tables = new TreeMap<>();
    for (Path file : files) {
      String separator = file.getFileSystem().getSeparator();
      String name = folder.relativize(file).toString().replace(separator, "/");
      if (isLookup(name)) {
        tables.put(name, table(name, decode(file.toString(), Files.readAllBytes(file)), file));
      }
    }
    return new Lookups(tables);
  }

  private static boolean isLookup(String name) {
    boolean hidden = name.startsWith(".") || name.contains("/.");
    return !hidden && (name.endsWith(".csv") || name.endsWith(".json"));
  }

  private static String decode(String file, byte[] bytes) throws LookupException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw LookupException.at(file, 1, "not UTF-8");
    }
  }

  private static LookupTable table(String name, String text, Object shownAs)
      throws LookupException {
    String content =
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    return name.endsWith(".json")
        ? JsonLookup.read(shownAs.toString(), content)
        : CsvLookup.read(shownAs.toString(), content);
  }

  /**
   * Files given as texts, by name; one whose name does not end in {@code .json} is CSV.
   *
   * @throws LookupException if one cannot be understood
   */
  public static Lookups of(Map<String, String> contents) throws LookupException {
    TreeMap<String, LookupTable> tables = new TreeMap<>();
    for (Map.Entry<String, String> content : contents.entrySet()) {
      tables.put(content.getKey(), table(content.getKey(), content.getValue(), content.getKey()));
    }
    return new Lookups(tables);
  }

  /** These files, and those of {@code others} where these have none of that name. */
  public Lookups or(Lookups others) {
    TreeMap<String, LookupTable> both = new TreeMap<>(others.tables);
    both.putAll(tables);
    return new Lookups(both);
  }

  /** The file of that name. */
  public Optional<LookupFile> find(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** The names of all files, sorted. */
  public SortedSet<String> names() {
    return new TreeSet<>(tables.keySet());
  }
}
