package dev.lanner.job;

import dev.lanner.detect.Names;
import dev.lanner.events.archive.Archive;
import dev.lanner.events.enrich.FleetNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of an archive's hosts and users, read once a run and JVM.
 *
 * @param run the run, so that a later one over the same folder reads anew
 * @param archive where the archive is
 */
record ArchiveNames(String run, String archive) implements Names {
  private static final Map<ArchiveNames, FleetNames> LOADED = new ConcurrentHashMap<>();

  @Override
  public FleetNames open() {
    return LOADED.computeIfAbsent(this, ArchiveNames::load);
  }

  private FleetNames load() {
    try {
      return FleetNames.load(Archive.scan(Path.of(archive)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the names of a run go. */
  void forget() {
    LOADED.remove(this);
  }
}
