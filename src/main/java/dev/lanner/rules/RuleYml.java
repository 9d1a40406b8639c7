package dev.lanner.rules;

import dev.lanner.rules.Draft.ConfirmSource;
import dev.lanner.yaml.YamlNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads {@code rule.yml} (DESIGN section 6), strictly: what is not known, or not of the right kind,
 * is an error at its place.
 *
 * <p>To add a key: here, in {@link Rule}, in {@link RuleBuilder}, in {@link LogicHash} if it
 * decides which detections there are, and where rules are written out for the job.
 */
final class RuleYml {
  private static final List<String> KEYS =
      List.of(
          "id",
          "version",
          "title",
          "status",
          "level",
          "confidence",
          "tags",
          "description",
          "author",
          "date",
          "modified",
          "references",
          "falsepositives",
          "dataSources",
          "window",
          "slide",
          "key",
          "throttle",
          "confirm",
          "exceptions",
          "on-edit");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final List<String> CONFIDENCES = List.of("low", "medium", "high");

  private final YamlSource yaml;
  private final QuerySource query;
  private final List<String> keys;
  private final List<ConfirmSource> confirmSources = new ArrayList<>();
  private final List<QuerySource> exceptionSources = new ArrayList<>();

  private RuleYml(YamlSource yaml, QuerySource query, List<String> keys) {
    this.yaml = yaml;
    this.query = query;
    this.keys = keys;
  }

  /** Reads a rule's settings; what is wrong is among the problems of {@code yaml} afterwards. */
  static Draft read(YamlSource yaml, SourceText query) {
    return new RuleYml(yaml, QuerySource.wholeFile(query), KEYS).draft(query.file());
  }

  /** The same of settings that hold the query under the key {@code query}. */
  static Draft readWhole(YamlSource yaml, YamlNode query) {
    List<String> keys = new ArrayList<>(KEYS);
    keys.add("query");
    return new RuleYml(yaml, yaml.query(query), keys).draft(yaml.file());
  }

  private Draft draft(String file) {
    YamlNode root = yaml.root();
    root.allowKeys(keys);
    String id = root.required("id").as("a UUID in small letters", RuleYml::uuid);
    RuleBuilder rule = new RuleBuilder(id == null ? "" : id, query.query(), file);
    rule.title = root.required("title").text();
    root.get("version")
        .map(node -> node.as("a whole number from 1", RuleYml::version))
        .ifPresent(version -> rule.version = version);
    root.get("status")
        .map(node -> oneOf(node, Rule.Status.values()))
        .ifPresent(status -> rule.status = status);
    root.get("level")
        .map(node -> oneOf(node, Rule.Level.values()))
        .ifPresent(level -> rule.level = level);
    root.get("confidence")
        .map(node -> node.as("one of " + String.join(", ", CONFIDENCES), RuleYml::confidence))
        .ifPresent(confidence -> rule.confidence = confidence);
    root.get("tags").ifPresent(node -> rule.tags = tags(node));
    root.get("description").ifPresent(node -> rule.description = node.text().strip());
    List.of("author", "date", "modified").forEach(key -> root.get(key).ifPresent(YamlNode::texts));
    root.get("references").ifPresent(node -> rule.references = node.texts());
    root.get("falsepositives").ifPresent(node -> rule.falsepositives = node.texts());
    root.get("dataSources").ifPresent(node -> rule.dataSources = node.texts());
    rule.window = root.get("window").map(RuleYml::duration);
    rule.slide = root.get("slide").map(RuleYml::duration);
    rule.key = root.get("key").map(RuleYml::name);
    rule.throttle = root.get("throttle").map(RuleYml::throttle);
    root.get("confirm").ifPresent(node -> rule.confirm = each(node, this::confirm));
    root.get("exceptions").ifPresent(node -> rule.exceptions = each(node, this::exception));
    root.get("on-edit")
        .map(node -> oneOf(node, Rule.OnEdit.values()))
        .ifPresent(onEdit -> rule.onEdit = onEdit);
    checkSlide(root, rule);
    return new Draft(rule.build(), query, confirmSources, exceptionSources, true);
  }

  private static void checkSlide(YamlNode root, RuleBuilder rule) {
    YamlNode at = root.get("slide").orElse(root);
    if (rule.slide.isPresent() && rule.window.isEmpty() && root.get("window").isEmpty()) {
      at.problem("a slide needs a window");
    } else if (rule.slide.isPresent() && rule.window.isPresent()) {
      long window = rule.window.get().toMillis();
      long slide = rule.slide.get().toMillis();
      if (window % slide != 0) {
        at.problem(
            "the slide does not divide the window: "
                + Durations.print(rule.slide.get())
                + " of "
                + Durations.print(rule.window.get()));
      }
    }
  }

  private static String uuid(String text) {
    if (!UUID.matcher(text).matches()) {
      throw new IllegalArgumentException("no UUID");
    }
    return text;
  }

  private static int version(String text) {
    int version = Integer.parseInt(text);
    if (version < 1) {
      throw new IllegalArgumentException("below 1");
    }
    return version;
  }

  private static String confidence(String text) {
    if (!CONFIDENCES.contains(text)) {
      throw new IllegalArgumentException("no confidence");
    }
    return text;
  }

  private static <E extends Enum<E>> E oneOf(YamlNode node, E[] values) {
    List<String> words =
        Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    Integer index =
        node.as(
            "one of " + String.join(", ", words),
            text -> {
              if (!words.contains(text)) {
                throw new IllegalArgumentException("none of them");
              }
              return words.indexOf(text);
            });
    return index == null ? null : values[index];
  }

  private static List<String> tags(YamlNode node) {
    for (YamlNode item : node.items()) {
      if (item.isText() && !Attack.isKnown(item.text())) {
        item.problem(
            "`"
                + item.text()
                + "` is no tag; write a tactic (attack.discovery) or a technique (attack.t1046)");
      }
    }
    return node.texts();
  }

  private static Duration duration(YamlNode node) {
    return node.as("a duration such as 5m", Durations::parsePositive);
  }

  private static String name(YamlNode node) {
    return node.as("the name of a field", RuleYml::notBlank);
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return text;
  }

  private static Rule.Throttle throttle(YamlNode node) {
    node.allowKeys("fields", "period");
    List<String> fields = node.get("fields").map(YamlNode::texts).orElse(List.of());
    Duration period = duration(node.required("period"));
    return period == null ? null : new Rule.Throttle(fields, period);
  }

  private static <T> List<T> each(YamlNode list, Function<YamlNode, Optional<T>> read) {
    List<T> items = new ArrayList<>();
    list.items().forEach(item -> read.apply(item).ifPresent(items::add));
    return items;
  }

  private Optional<Rule.Confirm> confirm(YamlNode node) {
    node.allowKeys("when", "query", "by", "pairs", "within");
    Optional<YamlNode> when = node.get("when");
    YamlNode evidence = node.required("query");
    Duration within = duration(node.required("within"));
    List<Rule.Pair> by = by(node);
    if (!node.isMap() || within == null || by.isEmpty()) {
      return Optional.empty();
    }
    confirmSources.add(new ConfirmSource(when.map(yaml::query), yaml.query(evidence)));
    return Optional.of(new Rule.Confirm(when.map(YamlNode::text), evidence.text(), by, within));
  }

  private static List<Rule.Pair> by(YamlNode confirm) {
    Optional<YamlNode> by = confirm.get("by");
    Optional<YamlNode> pairs = confirm.get("pairs");
    if (by.isPresent() && pairs.isPresent()) {
      confirm.problem("`by` and `pairs` say the same thing; write one of them");
    }
    List<Rule.Pair> read = new ArrayList<>();
    YamlNode list = by.or(() -> pairs).orElseGet(() -> confirm.required("by"));
    list.items().forEach(item -> read.addAll(pair(item)));
    if (read.isEmpty() && list.isList() && (by.isPresent() || pairs.isPresent())) {
      list.problem("expected the fields that must agree, found none");
    }
    return read;
  }

  private static List<Rule.Pair> pair(YamlNode item) {
    if (item.isMap()) {
      return item.entries().entrySet().stream()
          .map(entry -> new Rule.Pair(entry.getKey(), entry.getValue().text()))
          .toList();
    }
    String name = name(item);
    return name == null ? List.of() : List.of(new Rule.Pair(name, name));
  }

  private Optional<Rule.RuleException> exception(YamlNode node) {
    node.allowKeys("where", "on", "owner", "reason", "expires");
    YamlNode where = node.required("where");
    Boolean onRow = node.get("on").map(RuleYml::onRow).orElse(false);
    String owner = node.required("owner").text();
    String reason = node.required("reason").text();
    LocalDate expires = node.required("expires").as("a day such as 2027-06-30", LocalDate::parse);
    if (!node.isMap() || expires == null || onRow == null) {
      return Optional.empty();
    }
    exceptionSources.add(yaml.query(where));
    return Optional.of(new Rule.RuleException(where.text(), onRow, owner, reason, expires));
  }

  private static Boolean onRow(YamlNode node) {
    return node.as(
        "`event` or `row`",
        text -> {
          if (!text.equals("event") && !text.equals("row")) {
            throw new IllegalArgumentException("neither");
          }
          return text.equals("row");
        });
  }
}
