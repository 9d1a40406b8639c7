package dev.lanner.detect;

import dev.lanner.rules.Rule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules for tests, built step by step. */
public final class TestRules {
  private final String id;
  private final String query;
  private Duration window;
  private Duration slide;
  private String key;
  private Rule.Throttle throttle;
  private Rule.OnEdit onEdit = Rule.OnEdit.KEEP;
  private final List<Rule.Confirm> confirms = new ArrayList<>();
  private final List<Rule.RuleException> exceptions = new ArrayList<>();

  private TestRules(String id, String query) {
    this.id = id;
    this.query = query;
  }

  /** A rule with a query and nothing else. */
  public static TestRules rule(String id, String query) {
    return new TestRules(id, query);
  }

  /** With a window. */
  public TestRules window(Duration length) {
    window = length;
    return this;
  }

  /** With a slide. */
  public TestRules slide(Duration step) {
    slide = step;
    return this;
  }

  /** With a key. */
  public TestRules key(String field) {
    key = field;
    return this;
  }

  /** With a throttle. */
  public TestRules throttle(Duration period, String... fields) {
    throttle = new Rule.Throttle(List.of(fields), period);
    return this;
  }

  /** With a confirm clause over fields that have the same name on both sides. */
  public TestRules confirm(String when, String evidence, Duration within, String... by) {
    List<Rule.Pair> pairs = new ArrayList<>();
    for (String field : by) {
      pairs.add(new Rule.Pair(field, field));
    }
    confirms.add(new Rule.Confirm(Optional.ofNullable(when), evidence, pairs, within));
    return this;
  }

  /** With an exception for events. */
  public TestRules except(String where, LocalDate expires) {
    exceptions.add(new Rule.RuleException(where, false, "soc", "test", expires));
    return this;
  }

  /** With an exception for rows. */
  public TestRules exceptRow(String where, LocalDate expires) {
    exceptions.add(new Rule.RuleException(where, true, "soc", "test", expires));
    return this;
  }

  /** With what becomes of open windows when this version comes. */
  public TestRules onEdit(Rule.OnEdit how) {
    onEdit = how;
    return this;
  }

  /** The rule. */
  public Rule build() {
    return new Rule(
        id,
        1,
        "title of " + id,
        Rule.Status.TEST,
        Rule.Level.MEDIUM,
        "medium",
        List.of("attack.reconnaissance", "attack.t1595"),
        "",
        List.of(),
        List.of(),
        List.of(),
        query,
        Optional.ofNullable(window),
        Optional.ofNullable(slide),
        Optional.ofNullable(key),
        Optional.ofNullable(throttle),
        confirms,
        exceptions,
        onEdit,
        id + ".yml");
  }
}
