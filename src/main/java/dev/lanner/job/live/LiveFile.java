package dev.lanner.job.live;

import dev.lanner.job.JobFile;
import dev.lanner.job.ReplaySettings;
import dev.lanner.job.live.LiveKeys.LiveKey;
import dev.lanner.job.live.LiveSettings.Checkpoints;
import dev.lanner.job.live.LiveSettings.Input;
import dev.lanner.job.live.LiveSettings.Kafka;
import dev.lanner.job.live.LiveSettings.Names;
import dev.lanner.job.live.LiveSettings.Output;
import dev.lanner.job.live.LiveSettings.Rules;
import dev.lanner.job.live.LiveSettings.Start;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.Durations;
import dev.lanner.yaml.YamlDocument;
import dev.lanner.yaml.YamlNode;
import dev.lanner.yaml.YamlProblem;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/**
 * Reads the job file of a continuous job, and refuses what would lose or double detections; all
 * that is wrong is told at once, a line each, with line and column.
 */
public final class LiveFile {
  private static final String DURATION = "a duration such as 10s";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private final YamlNode root;
  private final Map<String, String> places = new TreeMap<>();

  private LiveFile(YamlNode root) {
    this.root = root;
    places.put("", root.toString());
  }

  /**
   * Reads a job file.
   *
   * @throws LiveException if it is missing or anything in it is wrong
   */
  public static LiveSettings read(Path file) throws IOException {
    return read(Optional.of(file), Map.of());
  }

  /**
   * Reads a job file, if there is one, and values that go before it.
   *
   * @param given values by key, from the command line
   * @throws LiveException if the file is missing or anything in it or in the values is wrong
   */
  public static LiveSettings read(Optional<Path> file, Map<LiveKey, List<String>> given)
      throws IOException {
    YamlDocument document =
        file.isPresent()
            ? YamlDocument.read(file.get().toString(), text(file.get()))
            : YamlDocument.read("command line", "{}");
    given.forEach((key, values) -> document.put(key.path(), values, key.option()));
    LiveSettings settings =
        document.root().isMap() ? new LiveFile(document.root()).settings() : null;
    List<YamlProblem> problems = document.problems();
    if (settings == null && problems.isEmpty()) {
      throw new LiveException(document.root() + ": expected keys with values");
    }
    if (!problems.isEmpty()) {
      throw new LiveException(
          String.join("\n", problems.stream().map(YamlProblem::toString).toList()));
    }
    return settings;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new LiveException("job file `" + file + "` does not exist", e);
    } catch (MalformedInputException e) {
      throw new LiveException("job file `" + file + "` is not UTF-8", e);
    }
  }

  private LiveSettings settings() {
    root.allowKeys(LiveKeys.outermost());
    YamlNode output = section("output");
    YamlNode names = section("names");
    YamlNode checkpoints = section("checkpoints");
    YamlNode restart = section("restart");
    LiveSettings settings =
        new LiveSettings(
            get(root, "name", "letters, digits, . _ -", LiveFile::name).orElse("lanner"),
            kafka(section("kafka")),
            input(section("input")),
            rules(section("rules")),
            get(root, "lookups", "a folder", Path::of).orElse(Lookups.USUAL_FOLDER),
            names(names),
            output(output),
            get(root, "coverage", "a folder", Path::of),
            duration(root, "window"),
            get(section("dedup"), "horizon", "a duration such as 1h, or 0s", Durations::parse)
                .orElse(ReplaySettings.DEFAULT_DEDUP),
            duration(section("confirm"), "horizon").orElse(ReplaySettings.DEFAULT_CONFIRM_HORIZON),
            checkpoints(checkpoints),
            duration(restart, "outage").orElse(Duration.ofMinutes(5)),
            get(root, "state", "heap or rocksdb", word("heap", "rocksdb")).orElse(0) == 1,
            get(root, "parallelism", "a whole number", JobFile::parallelism).orElse(1),
            get(root, "skip-bad-rules", "true or false", word("false", "true")).orElse(0) == 1,
            places);
    checkDelivery(settings, output);
    checkTopics(settings, output);
    return settings;
  }

  /** The section, or an empty one at the place where it is missing. */
  private YamlNode section(String key) {
    Optional<YamlNode> node = root.get(key);
    node.ifPresent(
        present -> {
          places.put(key, present.toString());
          present.allowKeys(LiveKeys.below(key));
          if (present.isMap()) {
            present
                .entries()
                .forEach((name, value) -> places.put(key + "." + name, value.toString()));
          }
        });
    return node.filter(YamlNode::isMap).orElseGet(() -> YamlDocument.read("", "{}").root());
  }

  private static <T> Optional<T> get(
      YamlNode section, String key, String what, Function<String, T> read) {
    return section.get(key).map(node -> node.as(what, read));
  }

  private static Optional<Duration> duration(YamlNode section, String key) {
    return get(section, key, DURATION, Durations::parsePositive);
  }

  /** What is missing is told at the section, or if that is missing too, at the file's beginning. */
  private String needed(String section, String key, String what) {
    Optional<YamlNode> node = root.get(section);
    Optional<String> value =
        node.filter(YamlNode::isMap).flatMap(map -> get(map, key, what, LiveFile::given));
    if (value.isEmpty() && node.filter(YamlNode::isMap).flatMap(map -> map.get(key)).isEmpty()) {
      node.orElse(root).problem("the key `" + section + "." + key + "` is missing");
    }
    return value.orElse("");
  }

  private static String given(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return text;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** Gives the place of a word among {@code words}. */
  private static Function<String, Integer> word(String... words) {
    List<String> known = List.of(words);
    return text -> {
      if (!known.contains(text)) {
        throw new IllegalArgumentException(text);
      }
      return known.indexOf(text);
    };
  }

  private Kafka kafka(YamlNode kafka) {
    String servers = needed("kafka", "servers", "host:port");
    Map<String, String> properties = new TreeMap<>();
    kafka.get("properties").ifPresent(node -> properties.putAll(properties(node)));
    return new Kafka(servers, properties);
  }

  /**
   * Settings of clients lie in a file of their own, which nobody has to show around. What they name
   * as {@code ${env:NAME}} is looked up by Kafka's clients on each machine, and is nowhere else.
   */
  private static Map<String, String> properties(YamlNode node) {
    Map<String, String> read = new TreeMap<>();
    if (!node.isText()) {
      node.problem(
          "`kafka.properties` names a file: what is secret does not belong into a job file, whose"
              + " settings are shown");
      return read;
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(node.text()))) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      node.problem("the file `" + node.text() + "` cannot be read");
    }
    properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
    if (read.values().stream().anyMatch(value -> value.contains("${env:"))) {
      read.putIfAbsent("config.providers", "env");
      read.putIfAbsent("config.providers.env.class", EnvVarConfigProvider.class.getName());
    }
    return read;
  }

  private Input input(YamlNode input) {
    Optional<String> start = get(input, "start", "a text", LiveFile::given);
    Start kind = Start.EARLIEST;
    Optional<Instant> at = Optional.empty();
    if (start.isPresent()) {
      kind =
          switch (start.get()) {
            case "earliest" -> Start.EARLIEST;
            case "latest" -> Start.LATEST;
            case "committed" -> Start.COMMITTED;
            default -> Start.TIME;
          };
      if (kind == Start.TIME) {
        at =
            get(
                input,
                "start",
                "earliest, latest, committed or a time such as 2026-11-01T00:00:00Z",
                JobFile::time);
      }
    }
    return new Input(
        needed("input", "topic", "a topic"),
        get(input, "group", "a name", LiveFile::name).orElse("lanner"),
        kind,
        at,
        duration(input, "disorder").orElse(Duration.ofMinutes(1)),
        duration(input, "idle").orElse(Duration.ofMinutes(1)),
        duration(input, "silence"),
        duration(input, "drift"));
  }

  private Rules rules(YamlNode rules) {
    List<Path> folders =
        rules.get("folders").map(YamlNode::texts).orElse(List.of()).stream().map(Path::of).toList();
    Optional<String> topic = get(rules, "topic", "a topic", LiveFile::name);
    if (folders.isEmpty() == topic.isEmpty()) {
      root.get("rules")
          .orElse(root)
          .problem("rules come from `rules.folders` or from `rules.topic`: write one of them");
    }
    if (topic.isPresent()) {
      rules
          .get("watch")
          .ifPresent(node -> node.problem("`watch` is for folders; a topic is always listened to"));
    }
    return new Rules(
        folders, duration(rules, "watch"), topic, duration(rules, "wait").orElse(Duration.ZERO));
  }

  private Names names(YamlNode names) {
    Optional<Path> folder = get(names, "folder", "a folder", Path::of);
    Optional<String> topic = get(names, "topic", "a topic", LiveFile::name);
    if (folder.isPresent() && topic.isPresent()) {
      root.get("names")
          .orElse(root)
          .problem("names come from `names.folder` or from `names.topic`: write one of them");
    }
    return new Names(
        folder, topic, get(names, "wait", "a duration such as 1m, or 0s", Durations::parse));
  }

  private Output output(YamlNode output) {
    return new Output(
        get(output, "detections", "a topic", LiveFile::name).orElse("detections"),
        get(output, "dead-letters", "a topic", LiveFile::name).orElse("deadletters"),
        get(output, "late", "a topic", LiveFile::name).orElse("late"),
        get(output, "audit", "a topic", LiveFile::name).orElse("audit"),
        get(
                    output,
                    "delivery",
                    "exactly-once or at-least-once",
                    word("exactly-once", "at-least-once"))
                .orElse(0)
            == 0,
        duration(output, "transaction-timeout").orElse(Duration.ofMinutes(15)));
  }

  private Checkpoints checkpoints(YamlNode checkpoints) {
    if (root.get("checkpoints").isEmpty()) {
      root.problem(
          "`checkpoints` is missing: without checkpoints a restart loses or doubles detections, and"
              + " nothing is ever committed");
      return new Checkpoints(Duration.ZERO, Duration.ZERO, "", false);
    }
    return new Checkpoints(
        duration(checkpoints, "interval").orElse(Duration.ofSeconds(10)),
        duration(checkpoints, "timeout").orElse(Duration.ofMinutes(2)),
        needed("checkpoints", "dir", "a folder or URI"),
        get(checkpoints, "resume", "latest or never", word("latest", "never")).orElse(0) == 0);
  }

  /** A transaction has to live until the checkpoint after an outage commits it. */
  private void checkDelivery(LiveSettings settings, YamlNode output) {
    Duration needed =
        settings
            .checkpoints()
            .interval()
            .plus(settings.checkpoints().timeout())
            .plus(settings.outage());
    Duration timeout = settings.output().transactionTimeout();
    if (settings.output().exactlyOnce() && timeout.compareTo(needed) < 0) {
      output
          .get("transaction-timeout")
          .or(() -> root.get("checkpoints"))
          .orElse(root)
          .problem(
              String.format(
                  Locale.ROOT,
                  "`output.transaction-timeout` %s is shorter than `checkpoints.interval` +"
                      + " `checkpoints.timeout` + `restart.outage` = %s: the broker would give up"
                      + " what a restart has to commit",
                  Durations.print(timeout),
                  Durations.print(needed)));
    }
  }

  private void checkTopics(LiveSettings settings, YamlNode output) {
    List<String> keys = List.of("detections", "dead-letters", "late", "audit");
    for (int i = 0; i < keys.size(); i++) {
      String topic = settings.output().topics().get(i);
      YamlNode place = output.get(keys.get(i)).or(() -> root.get("output")).orElse(root);
      if (topic.equals(settings.input().topic())) {
        place.problem("`output." + keys.get(i) + "` is the input topic: results would come back");
      }
      if (settings.rules().topic().filter(topic::equals).isPresent()) {
        place.problem("`output." + keys.get(i) + "` is the topic of the rules");
      }
    }
  }
}
