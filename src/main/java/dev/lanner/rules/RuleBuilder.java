package dev.lanner.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A rule in the making, with the defaults of what a file does not say. */
final class RuleBuilder {
  final String id;
  final String query;
  final String path;
  int version = 1;
  String title;
  Rule.Status status = Rule.Status.EXPERIMENTAL;
  Rule.Level level = Rule.Level.MEDIUM;
  String confidence = "medium";
  List<String> tags = List.of();
  String description = "";
  List<String> references = List.of();
  List<String> falsepositives = List.of();
  List<String> dataSources = List.of();
  Optional<Duration> window = Optional.empty();
  Optional<Duration> slide = Optional.empty();
  Optional<String> key = Optional.empty();
  Optional<Rule.Throttle> throttle = Optional.empty();
  List<Rule.Confirm> confirm = List.of();
  List<Rule.RuleException> exceptions = List.of();
  Rule.OnEdit onEdit = Rule.OnEdit.KEEP;

  RuleBuilder(String id, String query, String path) {
    this.id = id;
    this.title = id;
    this.query = query;
    this.path = path;
  }

  Rule build() {
    return new Rule(
        id,
        version,
        title,
        status,
        level,
        confidence,
        tags,
        description,
        references,
        falsepositives,
        dataSources,
        query,
        window,
        slide,
        key,
        throttle,
        confirm,
        exceptions,
        onEdit,
        path);
  }

  /** The same rule with another window. */
  static Rule withWindow(Rule rule, Optional<Duration> window) {
    return new Rule(
        rule.id(),
        rule.version(),
        rule.title(),
        rule.status(),
        rule.level(),
        rule.confidence(),
        rule.tags(),
        rule.description(),
        rule.references(),
        rule.falsepositives(),
        rule.dataSources(),
        rule.query(),
        window,
        rule.slide(),
        rule.key(),
        rule.throttle(),
        rule.confirm(),
        rule.exceptions(),
        rule.onEdit(),
        rule.path());
  }
}
