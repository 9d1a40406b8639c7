package dev.lanner.events.archive;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The files below an input folder, sorted out; every list is in the order of names.
 *
 * <p>Events are in {@code *.gz}, {@code *.json}, {@code *.jsonl} and {@code *.ndjson} at any depth.
 * Below {@code fdrv2/<kind>/} they are lookups. A folder that holds such files and no {@code
 * _SUCCESS} while another of the same parent has one is an unfinished batch and is not read
 * (scenario Q-11); where no batch has a marker there is nothing to wait for, and all are read.
 */
public final class Archive {
  private final List<DataFile> events;
  private final Map<LookupKind, List<DataFile>> lookups;
  private final List<UnfinishedBatch> unfinished;
  private final List<Skipped> skipped;

  /**
   * A folder of files that are not read, because the delivery is not complete.
   *
   * @param folder relative to the input folder
   * @param files how many there are
   * @param bytes their size together
   */
  public record UnfinishedBatch(String folder, int files, long bytes) {}

  /**
   * A file that is not read.
   *
   * @param name relative to the input folder
   * @param reason why
   */
  public record Skipped(String name, Reason reason) {}

  /** Why a file is not read. */
  public enum Reason {
    /** It has no content. */
    EMPTY("it is empty"),
    /** It or a folder above it is hidden: its name begins with a dot or an underscore. */
    HIDDEN("it is hidden"),
    /** Its name is not that of a data file. */
    OTHER_KIND("it is not a .gz, .json, .jsonl or .ndjson file"),
    /** It lies beside the {@code data} folder, where deliveries have nothing. */
    BESIDE_DATA("it lies beside the data folder"),
    /** It is below {@code fdrv2}, but of a kind that is not known. */
    UNKNOWN_LOOKUP("it is a lookup of an unknown kind");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason as half a sentence. */
    public String text() {
      return text;
    }
  }

  Archive(
      List<DataFile> events,
      Map<LookupKind, List<DataFile>> lookups,
      List<UnfinishedBatch> unfinished,
      List<Skipped> skipped) {
    this.events = List.copyOf(events);
    this.lookups = new EnumMap<>(LookupKind.class);
    lookups.forEach((kind, files) -> this.lookups.put(kind, List.copyOf(files)));
    this.unfinished = List.copyOf(unfinished);
    this.skipped = List.copyOf(skipped);
  }

  /**
   * Looks at all files below {@code root}, which may also be a single file; reads none.
   *
   * @throws InputException if it is missing or cannot be listed
   */
  public static Archive scan(Path root) throws InputException {
    return new ArchiveScan(root).run();
  }

  /** The files of events. */
  public List<DataFile> events() {
    return events;
  }

  /** The files of one kind of lookup. */
  public List<DataFile> lookups(LookupKind kind) {
    return lookups.getOrDefault(kind, List.of());
  }

  /** Batches that are not read because they are not finished. */
  public List<UnfinishedBatch> unfinished() {
    return unfinished;
  }

  /** Files that are not read for another reason; {@code _SUCCESS} markers are not listed. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /** The size of all event files, as they lie there. */
  public long eventBytes() {
    return events.stream().mapToLong(DataFile::bytes).sum();
  }
}
