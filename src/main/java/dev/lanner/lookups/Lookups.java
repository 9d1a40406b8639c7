package dev.lanner.lookups;

import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Environment.Database;
import dev.lanner.cql.run.Environment.LookupFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a folder knows beside the events: lookup files by name ({@code .csv}, {@code .json}),
 * MaxMind databases ({@code .mmdb}), and the databases made from lookup files of certain names
 * ({@link Indicators}, {@link HostNames}).
 *
 * <p>A file is read when it is first asked for, and held in memory; what is wrong with it is said
 * then. Safe for several threads. Serialised with a job: lookup files read so far travel with their
 * content, but for large ones; those and MaxMind databases travel by their path, where every
 * machine of a cluster must find them. In one JVM all copies are one object.
 */
public final class Lookups implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Those of this JVM, by id, as long as somebody holds them. */
  private static final Map<UUID, WeakReference<Lookups>> LIVE = new HashMap<>();

  /** Where they are looked for if nobody says another folder. */
  public static final Path USUAL_FOLDER = Path.of("conf", "lookups");

  /** No files at all. */
  public static final Lookups NONE =
      new Lookups(UUID.randomUUID(), "", Map.of(), Map.of(), List.of());

  /** Larger files do not travel: a job carries what it takes along once for each operator. */
  private static final int MOST_TRAVELLING_BYTES = 4 << 20;

  private static final List<String> INDICATORS = List.of("ioc.csv", "ioc.json");
  private static final List<String> HOST_NAMES = List.of("rdns.csv", "rdns.json");

  private final transient UUID id;

  /** The folder as it was named; empty if there is none. */
  private final transient String folder;

  private final transient TreeMap<String, CompactTable> tables;

  /** Lookup files that lie on disk, read or not, and how large they are. */
  private final transient TreeMap<String, OnDisk> onDisk;

  private final transient List<String> maxMindPaths;
  private transient List<MaxMindFile> maxMindFiles;
  private transient Map<String, Optional<Database>> databases;

  private Lookups(
      UUID id,
      String folder,
      Map<String, CompactTable> tables,
      Map<String, OnDisk> onDisk,
      List<String> maxMindPaths) {
    this.id = id;
    this.folder = folder;
    this.tables = new TreeMap<>(tables);
    this.onDisk = new TreeMap<>(onDisk);
    this.maxMindPaths = List.copyOf(maxMindPaths);
  }

  /**
   * Finds every {@code .csv}, {@code .json} and {@code .mmdb} file below a folder; the name of a
   * lookup file is its path below the folder, with {@code /} between its parts. Hidden and other
   * files are passed over.
   *
   * @throws LookupException if the folder is missing
   * @throws IOException if it cannot be listed
   */
  public static Lookups read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new LookupException("lookup folder `" + folder + "` does not exist");
    }
    List<Path> files;
    try (Stream<Path> below = Files.walk(folder)) {
      files = below.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Map<String, OnDisk> onDisk = new TreeMap<>();
    List<String> maxMindPaths = new ArrayList<>();
    for (Path file : files) {
      String separator = file.getFileSystem().getSeparator();
      String name = folder.relativize(file).toString().replace(separator, "/");
      boolean hidden = name.startsWith(".") || name.contains("/.");
      if (!hidden && (name.endsWith(".csv") || name.endsWith(".json"))) {
        onDisk.put(name, new OnDisk(file.toString(), OnDisk.UNREAD));
      } else if (!hidden && name.endsWith(".mmdb")) {
        maxMindPaths.add(file.toString());
      }
    }
    return new Lookups(UUID.randomUUID(), folder.toString(), Map.of(), onDisk, maxMindPaths);
  }

  /** Those of {@link #USUAL_FOLDER}, or none if there is no such folder. */
  public static Lookups readUsual() throws IOException {
    return Files.isDirectory(USUAL_FOLDER) ? read(USUAL_FOLDER) : NONE;
  }

  /**
   * Files given as texts, by name; one whose name does not end in {@code .json} is CSV.
   *
   * @throws LookupException if one cannot be understood
   */
  public static Lookups of(Map<String, String> contents) {
    Map<String, CompactTable> tables = new LinkedHashMap<>();
    contents.forEach(
        (name, content) -> {
          byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
          try {
            tables.put(
                name, table(name, name, () -> new ByteArrayInputStream(bytes), bytes.length));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return new Lookups(UUID.randomUUID(), "", tables, Map.of(), List.of());
  }

  private static CompactTable table(
      String name, String shownAs, JsonLookup.Source source, long size) throws IOException {
    if (name.endsWith(".json")) {
      return JsonLookup.read(shownAs, source, size);
    }
    try (InputStream in = source.open()) {
      return CsvLookup.read(shownAs, in, size);
    }
  }

  /** These files, and those of {@code others} where these have none of that name. */
  public synchronized Lookups or(Lookups others) {
    synchronized (others) {
      Map<String, CompactTable> bothTables = new TreeMap<>(others.tables);
      Map<String, OnDisk> bothOnDisk = new TreeMap<>(others.onDisk);
      bothTables.keySet().removeAll(names());
      bothOnDisk.keySet().removeAll(names());
      bothTables.putAll(tables);
      bothOnDisk.putAll(onDisk);
      List<String> bothPaths = new ArrayList<>(maxMindPaths);
      bothPaths.addAll(others.maxMindPaths);
      return new Lookups(
          UUID.randomUUID(),
          folder.isEmpty() ? others.folder : folder,
          bothTables,
          bothOnDisk,
          bothPaths);
    }
  }

  /**
   * The file of that name.
   *
   * @throws LookupException if it is there and cannot be read or understood
   */
  public Optional<LookupFile> find(String name) {
    return Optional.ofNullable(table(name));
  }

  private synchronized CompactTable table(String name) {
    OnDisk file = onDisk.get(name);
    if (file != null && !tables.containsKey(name)) {
      try {
        long bytes = Files.size(Path.of(file.path));
        if (file.bytes != OnDisk.UNREAD && file.bytes != bytes) {
          throw LookupException.of(
              file.path, "not the file that the job was submitted with", "copy that one here");
        }
        tables.put(name, table(name, file.path, () -> open(Path.of(file.path)), bytes));
        onDisk.put(name, new OnDisk(file.path, bytes));
      } catch (NoSuchFileException e) {
        throw LookupException.of(file.path, "does not exist on this machine", "copy it here", e);
      } catch (IOException e) {
        throw LookupException.of(
            file.path, "cannot be read (" + e.getMessage() + ")", "mend its rights", e);
      }
    }
    return tables.get(name);
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** Whether there is a file of that name. */
  public synchronized boolean has(String name) {
    return tables.containsKey(name) || onDisk.containsKey(name);
  }

  /** The names of all lookup files, sorted. */
  public synchronized SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(tables.keySet());
    names.addAll(onDisk.keySet());
    return names;
  }

  /**
   * A database by the name that queries know it by: {@code geo}, {@code asn}, {@code ioc}, {@code
   * rdns}.
   *
   * @throws LookupException if it is there and cannot be read or understood
   */
  public synchronized Optional<Database> database(String name) {
    if (databases == null) {
      databases = new HashMap<>();
    }
    Optional<Database> known = databases.get(name);
    if (known == null) {
      known = openDatabase(name);
      databases.put(name, known);
    }
    return known;
  }

  private Optional<Database> openDatabase(String name) {
    return switch (name) {
      case "geo" -> maxMind(MaxMindFile.Kind.GEO);
      case "asn" -> maxMind(MaxMindFile.Kind.ASN);
      case "ioc" -> first(INDICATORS).map(file -> Indicators.of(shown(file), table(file)));
      case "rdns" -> first(HOST_NAMES).map(file -> HostNames.of(shown(file), table(file)));
      default -> Optional.empty();
    };
  }

  private Optional<String> first(List<String> files) {
    return files.stream().filter(this::has).findFirst();
  }

  private String shown(String file) {
    return folder.isEmpty() ? file : Path.of(folder).resolve(file).toString();
  }

  private Optional<Database> maxMind(MaxMindFile.Kind kind) {
    return maxMindFiles().stream()
        .filter(file -> file.is(kind))
        .min(MaxMindFile.BEST_FIRST)
        .map(file -> file);
  }

  private List<MaxMindFile> maxMindFiles() {
    if (maxMindFiles == null) {
      maxMindFiles = maxMindPaths.stream().map(MaxMindFile::open).toList();
    }
    return maxMindFiles;
  }

  /** What to do about a lookup file that is not here, in one sentence. */
  public String remedy() {
    return remedy("it");
  }

  /** What to do about a database that is not here, in one sentence. */
  public String databaseRemedy(String name) {
    return switch (name) {
      case "geo" -> remedy("GeoLite2-City.mmdb of MaxMind") + otherMaxMindFiles();
      case "asn" -> remedy("GeoLite2-ASN.mmdb of MaxMind") + otherMaxMindFiles();
      case "ioc" -> remedy("ioc.csv with columns indicator, type, malicious_confidence");
      case "rdns" ->
          remedy("rdns.csv with columns ip, hostname") + "; a query never asks the network";
      default -> "";
    };
  }

  private String remedy(String what) {
    return folder.isEmpty()
        ? "put " + what + " into `" + USUAL_FOLDER + "`, or into a folder that --lookups names"
        : "looked for in `" + folder + "`; put " + what + " there, or name a folder by --lookups";
  }

  private synchronized String otherMaxMindFiles() {
    return maxMindPaths.isEmpty()
        ? ""
        : maxMindFiles().stream()
            .map(file -> "`" + file.type() + "`")
            .collect(Collectors.joining(", ", " (there is only ", ")"));
  }

  private Object writeReplace() {
    remember(this);
    return new Travelling(this);
  }

  private static void remember(Lookups lookups) {
    synchronized (LIVE) {
      LIVE.values().removeIf(reference -> reference.get() == null);
      LIVE.put(lookups.id, new WeakReference<>(lookups));
    }
  }

  /** Makes this JVM another machine, to which nothing has travelled yet: for tests. */
  static void forgetAll() {
    synchronized (LIVE) {
      LIVE.clear();
    }
  }

  /**
   * A file that lies somewhere.
   *
   * @param bytes its size when it was read, or {@link #UNREAD}
   */
  private record OnDisk(String path, long bytes) implements Serializable {
    static final long UNREAD = -1;

    OnDisk fromAnywhere() {
      return new OnDisk(Path.of(path).toAbsolutePath().toString(), bytes);
    }
  }

  /** What goes with a job. */
  private static final class Travelling implements Serializable {
    private static final long serialVersionUID = 1L;

    private final UUID id;
    private final String folder;
    private final TreeMap<String, CompactTable> tables;
    private final TreeMap<String, OnDisk> onDisk = new TreeMap<>();
    private final ArrayList<String> maxMindPaths = new ArrayList<>();

    Travelling(Lookups lookups) {
      synchronized (lookups) {
        this.id = lookups.id;
        this.folder = lookups.folder;
        this.tables = new TreeMap<>(lookups.tables);
        lookups.onDisk.forEach((name, file) -> onDisk.put(name, file.fromAnywhere()));
        lookups.maxMindPaths.forEach(
            path -> maxMindPaths.add(Path.of(path).toAbsolutePath().toString()));
        tables.keySet().removeIf(name -> onDisk.containsKey(name) && isLarge(onDisk.get(name)));
      }
    }

    private static boolean isLarge(OnDisk file) {
      return file.bytes > MOST_TRAVELLING_BYTES;
    }

    private Object readResolve() {
      synchronized (LIVE) {
        WeakReference<Lookups> reference = LIVE.get(id);
        Lookups known = reference == null ? null : reference.get();
        if (known == null) {
          known = new Lookups(id, folder, tables, onDisk, maxMindPaths);
          remember(known);
        }
        return known;
      }
    }
  }
}
