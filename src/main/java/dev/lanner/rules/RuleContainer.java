package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads YAML files that hold a query: our own {@code rule.yml} with the query in it ({@code
 * query}), and those in which queries travel elsewhere, as they are: LogScale's alerts and
 * scheduled searches, alone or as a Kubernetes resource ({@code spec}), its saved queries, and
 * CQL-Hub's queries. Keys that say nothing about which detections there are (who is notified, how
 * often it runs) are passed over.
 *
 * <p>The formats of others have no id of their own: the file's name is it.
 */
final class RuleContainer {
  private final RuleFile file;
  private final YamlSource yaml;
  private final List<SourceProblem> problems = new ArrayList<>();
  private Optional<Draft> rule = Optional.empty();
  private Optional<Saved> saved = Optional.empty();

  /** A saved query: its name and text. */
  record Saved(String name, String query) {}

  private RuleContainer(RuleFile file, YamlSource yaml) {
    this.file = file;
    this.yaml = yaml;
  }

  static RuleContainer read(RuleFile file, YamlSource yaml) {
    RuleContainer container = new RuleContainer(file, yaml);
    container.read();
    return container;
  }

  /** The rule in the file, if there is one that is switched on. */
  Optional<Draft> rule() {
    return rule;
  }

  /** The saved query in the file, if that is what it holds. */
  Optional<Saved> saved() {
    return saved;
  }

  /** What is to be told, apart from problems of YAML. */
  List<SourceProblem> problems() {
    return problems;
  }

  private void read() {
    YamlNode root = yaml.root();
    if (!root.isMap()) {
      notARule(root);
      return;
    }
    YamlNode spec = root.get("spec").filter(YamlNode::isMap).orElse(root);
    Optional<YamlNode> logScale = spec.get("queryString").filter(YamlNode::isText);
    Optional<YamlNode> hub = root.get("cql").filter(YamlNode::isText);
    Optional<YamlNode> own =
        root.get("query").filter(node -> node.isText() && root.get("id").isPresent());
    if (own.isPresent()) {
      rule = Optional.of(RuleYml.readWhole(yaml, own.get()));
    } else if (logScale.isPresent() && isSavedQuery(root)) {
      saved = Optional.of(new Saved(text(root, "name").orElse(file.id()), logScale.get().text()));
    } else if (logScale.isPresent()) {
      alert(spec, logScale.get());
    } else if (hub.isPresent()) {
      hubQuery(root, hub.get());
    } else {
      notARule(root);
    }
  }

  private static boolean isSavedQuery(YamlNode root) {
    return text(root, "$schema").filter(schema -> schema.contains("/query/")).isPresent()
        || root.get("timeInterval").filter(YamlNode::isMap).isPresent();
  }

  private void notARule(YamlNode root) {
    problems.add(
        yaml.problem(
            root,
            file.named() ? Severity.ERROR : Severity.INFO,
            "not-a-rule",
            "this YAML file holds no rule that is known here",
            "known are rules with their query (`id`, `query`), LogScale alerts and scheduled"
                + " searches (`queryString`) and CQL-Hub queries (`cql`)"));
  }

  private void alert(YamlNode spec, YamlNode query) {
    boolean off = text(spec, "enabled").filter("false"::equals).isPresent();
    if (off) {
      problems.add(
          yaml.problem(spec, Severity.INFO, "rule-disabled", "switched off, not loaded", ""));
      return;
    }
    RuleBuilder builder = builder(query);
    text(spec, "name").ifPresent(name -> builder.title = name);
    text(spec, "description").ifPresent(words -> builder.description = words.strip());
    builder.tags = tags(spec, "labels");
    builder.window = window(spec);
    builder.throttle =
        throttlePeriod(spec).map(period -> new Rule.Throttle(texts(spec, "throttleField"), period));
    finish(builder, query);
  }

  private void hubQuery(YamlNode root, YamlNode query) {
    RuleBuilder builder = builder(query);
    text(root, "name").ifPresent(name -> builder.title = name);
    text(root, "description").ifPresent(words -> builder.description = words.strip());
    builder.tags = tags(root, "mitre_ids");
    finish(builder, query);
  }

  private RuleBuilder builder(YamlNode query) {
    return new RuleBuilder(file.id(), query.text(), file.name());
  }

  private void finish(RuleBuilder builder, YamlNode query) {
    QuerySource source = yaml.query(query);
    if (source.isFolded() && source.query().contains("//")) {
      problems.add(
          yaml.problem(
              query,
              Severity.WARNING,
              "folded-query",
              "the text is folded (`>`): what follows a `//` is a comment to the end of the query",
              "write the query as a block (`|`)"));
    }
    rule = Optional.of(new Draft(builder.build(), source, List.of(), List.of(), false));
  }

  /** Tags for the techniques that labels or ids name; other labels mean nothing here. */
  private static List<String> tags(YamlNode node, String key) {
    return texts(node, key).stream()
        .flatMap(label -> Attack.tagsOf(label).stream())
        .distinct()
        .toList();
  }

  private Optional<Duration> window(YamlNode spec) {
    Optional<Duration> seconds = seconds(spec, "searchIntervalSeconds");
    if (seconds.isPresent()) {
      return seconds;
    }
    Optional<Duration> interval = duration(spec, "timeInterval", Durations::parse);
    if (interval.isPresent()) {
      return interval;
    }
    Optional<Duration> start = duration(spec, "queryStart", Durations::parse);
    Optional<Duration> end =
        text(spec, "queryEnd").filter("now"::equals).isPresent()
            ? Optional.empty()
            : duration(spec, "queryEnd", Durations::parse);
    return start.map(length -> length.minus(end.orElse(Duration.ZERO)));
  }

  private Optional<Duration> throttlePeriod(YamlNode spec) {
    return duration(spec, "throttleTime", Durations::parse)
        .or(() -> seconds(spec, "throttleTimeSeconds"))
        .or(() -> duration(spec, "throttleTimeMillis", t -> Duration.ofMillis(Long.parseLong(t))))
        .filter(period -> !period.isZero());
  }

  private Optional<Duration> seconds(YamlNode spec, String key) {
    return duration(spec, key, text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Optional<Duration> duration(
      YamlNode node, String key, Function<String, Duration> read) {
    return node.get(key).map(value -> value.as("a duration", read));
  }

  private static Optional<String> text(YamlNode node, String key) {
    return node.get(key).filter(YamlNode::isText).map(YamlNode::text);
  }

  private static List<String> texts(YamlNode node, String key) {
    return node.get(key)
        .filter(value -> value.isText() || value.isList())
        .map(YamlNode::texts)
        .orElse(List.of());
  }
}
