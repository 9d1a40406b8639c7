package dev.lanner.job;

import dev.lanner.rules.Durations;
import dev.lanner.yaml.YamlDocument;
import dev.lanner.yaml.YamlNode;
import dev.lanner.yaml.YamlProblem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a job file says; everything may be left out there and come from the command line.
 *
 * @param input see {@link ReplaySettings}
 * @param rules see {@link ReplaySettings}
 * @param lookups see {@link ReplaySettings}
 * @param output see {@link ReplaySettings}
 * @param window see {@link ReplaySettings}
 * @param disorder see {@link ReplaySettings}
 * @param dedupHorizon key {@code horizon} of {@code dedup}
 * @param confirmHorizon key {@code horizon} of {@code confirm}
 * @param namesWait key {@code wait} of {@code names}
 * @param checkpoints see {@link ReplaySettings}
 * @param parallelism see {@link ReplaySettings}
 * @param runtimeMode see {@link ReplaySettings}
 * @param from see {@link ReplaySettings}
 * @param to see {@link ReplaySettings}
 * @param coverage see {@link ReplaySettings}
 * @param skipBadRules see {@link ReplaySettings}
 */
public record JobFile(
    Optional<Path> input,
    Optional<List<Path>> rules,
    Optional<Path> lookups,
    Optional<Path> output,
    Optional<Duration> window,
    Optional<Duration> disorder,
    Optional<Duration> dedupHorizon,
    Optional<Duration> confirmHorizon,
    Optional<Duration> namesWait,
    Optional<Duration> checkpoints,
    Optional<Integer> parallelism,
    Optional<ReplaySettings.Mode> runtimeMode,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Path> coverage,
    Optional<Boolean> skipBadRules) {

  /** A job file in which nothing stands. */
  public static final JobFile EMPTY =
      new JobFile(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Reads a job file.
   *
   * @throws ReplayException if it is missing or anything in it is wrong: all of it, a line each,
   *     with line and column
   */
  public static JobFile read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ReplayException("job file `" + file + "` does not exist");
    } catch (MalformedInputException e) {
      throw new ReplayException("job file `" + file + "` is not UTF-8");
    }
    YamlDocument document = YamlDocument.read(file.toString(), text);
    YamlNode root = document.root();
    root.allowKeys(
        "input",
        "rules",
        "lookups",
        "output",
        "window",
        "disorder",
        "dedup",
        "confirm",
        "names",
        "checkpoints",
        "parallelism",
        "runtime-mode",
        "from",
        "to",
        "coverage",
        "skip-bad-rules");
    JobFile job =
        new JobFile(
            path(root, "input"),
            root.get("rules").map(node -> node.texts().stream().map(Path::of).toList()),
            path(root, "lookups"),
            path(root, "output"),
            duration(root, "window"),
            duration(root, "disorder"),
            within(root, "dedup", "horizon", "a duration such as 1h, or 0s", Durations::parse),
            within(root, "confirm", "horizon", "a duration such as 5m", Durations::parsePositive),
            within(root, "names", "wait", "a duration such as 1m, or 0s", Durations::parse),
            duration(root, "checkpoints"),
            root.get("parallelism").map(node -> node.as("a whole number", JobFile::parallelism)),
            root.get("runtime-mode").map(node -> node.as("batch or streaming", JobFile::mode)),
            time(root, "from"),
            time(root, "to"),
            path(root, "coverage"),
            root.get("skip-bad-rules").map(node -> node.as("true or false", JobFile::truth)));
    List<YamlProblem> problems = document.problems();
    if (!problems.isEmpty()) {
      throw new ReplayException(
          String.join("\n", problems.stream().map(YamlProblem::toString).toList()));
    }
    return job;
  }

  private static Optional<Path> path(YamlNode root, String key) {
    return root.get(key).map(YamlNode::text).map(Path::of);
  }

  private static Optional<Duration> duration(YamlNode node, String key) {
    return node.get(key).map(value -> value.as("a duration such as 5m", Durations::parsePositive));
  }

  private static Optional<Duration> within(
      YamlNode root, String section, String key, String what, Function<String, Duration> read) {
    return root.get(section)
        .flatMap(
            node -> {
              node.allowKeys(key);
              return node.get(key).map(value -> value.as(what, read));
            });
  }

  private static Optional<Instant> time(YamlNode root, String key) {
    return root.get(key).map(node -> node.as("a time such as 2026-11-01T00:00:00Z", JobFile::time));
  }

  /**
   * A number of subtasks.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static int parallelism(String text) {
    int number = Integer.parseInt(text);
    if (number < 1 || number > Replay.MAX_PARALLELISM) {
      throw new IllegalArgumentException("1 to " + Replay.MAX_PARALLELISM);
    }
    return number;
  }

  /**
   * A runtime mode.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ReplaySettings.Mode mode(String text) {
    return ReplaySettings.Mode.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /**
   * A time: ISO 8601, or a day, which begins in UTC.
   *
   * @throws java.time.DateTimeException if it is none
   */
  public static Instant time(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(text);
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("true");
  }
}
