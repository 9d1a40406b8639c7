package dev.lanner.job.live;

import dev.lanner.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Rules in folders. A change is seen by names, sizes and times of the files; one that was made just
 * now may not be finished, and is read the next time.
 */
final class FolderRules implements RuleStore {
  private static final long SETTLING_MILLIS = 200;

  private final List<Path> paths;
  private final RuleOptions options;
  private Map<String, String> seen;

  private FolderRules(List<Path> paths, RuleOptions options) {
    this.paths = paths;
    this.options = options;
  }

  /** Rules below {@code paths}. */
  record At(List<String> paths, RuleOptions options) implements Opener {
    @Override
    public RuleStore open() {
      return new FolderRules(paths.stream().map(Path::of).toList(), options);
    }
  }

  @Override
  public Optional<RuleSet> poll() throws IOException {
    long recent = System.currentTimeMillis() - SETTLING_MILLIS;
    boolean settling = false;
    Map<String, String> now = new TreeMap<>();
    for (Path path : paths) {
      try (Stream<Path> below = Files.walk(path)) {
        for (Path file : below.filter(Files::isRegularFile).toList()) {
          BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
          settling |= is.lastModifiedTime().toMillis() > recent;
          now.put(file.toString(), is.size() + "@" + is.lastModifiedTime());
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    if (now.equals(seen) || settling && seen != null) {
      return Optional.empty();
    }
    seen = now;
    return Optional.of(RuleSet.load(paths, options.now()));
  }

  @Override
  public void close() {}
}
