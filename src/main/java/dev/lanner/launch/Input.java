package dev.lanner.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a replay is going to read, as far as its command line shows at a glance: a guess, by which
 * only the time it takes is decided.
 */
final class Input {
  private static final String OPTION = "--input";
  private static final String KEY = "input:";

  /** More files are too many to look at before anything has begun. */
  private static final int MOST_FILES = 50_000;

  private Input() {}

  /**
   * How many bytes there are to read, compressed as they are.
   *
   * @param arguments a command and its arguments
   * @param enough counting ends beyond that
   * @return empty if it cannot be told
   */
  static OptionalLong bytes(List<String> arguments, long enough) {
    try {
      Optional<String> path = path(arguments);
      return path.isPresent() ? bytes(Path.of(path.get()), enough) : OptionalLong.empty();
    } catch (IOException | InvalidPathException e) {
      // The command will say what is wrong.
      return OptionalLong.empty();
    }
  }

  private static Optional<String> path(List<String> arguments) throws IOException {
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(OPTION + '=')) {
        return Optional.of(argument.substring(OPTION.length() + 1));
      }
      if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.get(i).endsWith(".yaml")) {
        return ofJobFile(Path.of(arguments.get(i)));
      }
    }
    return Optional.empty();
  }

  /** The path behind the key, if it is written as plainly as in a job file of ours. */
  private static Optional<String> ofJobFile(Path file) throws IOException {
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.startsWith(KEY)) {
        return Optional.of(line.substring(KEY.length()).strip());
      }
    }
    return Optional.empty();
  }

  private static OptionalLong bytes(Path path, long enough) throws IOException {
    Count count = new Count(enough);
    Files.walkFileTree(path.toRealPath(), count);
    return count.files > MOST_FILES ? OptionalLong.empty() : OptionalLong.of(count.bytes);
  }

  private static final class Count extends SimpleFileVisitor<Path> {
    private final long enough;
    private long bytes;
    private int files;

    Count(long enough) {
      this.enough = enough;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files++;
      bytes += attributes.size();
      return bytes > enough || files > MOST_FILES
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }
  }
}
