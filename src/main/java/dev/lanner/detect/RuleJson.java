package dev.lanner.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.LogicHash;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A rule as text, as it travels to the operators and lies in broadcast state: one JSON object. */
public final class RuleJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RuleJson() {}

  /**
   * A complete rule set as it travels.
   *
   * @param number larger than that of any set before
   * @param rules with different ids
   */
  public static RuleSetDelta set(long number, Collection<Rule> rules) {
    return new RuleSetDelta(
        number,
        rules.stream()
            .sorted(Comparator.comparing(Rule::id))
            .map(
                rule ->
                    new RuleSetDelta.RuleText(rule.id(), LogicHash.of(rule), RuleJson.write(rule)))
            .toList());
  }

  /** The text of a rule. Equal rules give equal texts. */
  public static String write(Rule rule) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", rule.id());
    node.put("version", rule.version());
    node.put("title", rule.title());
    node.put("status", rule.status().name());
    node.put("level", rule.level().name());
    node.put("confidence", rule.confidence());
    texts(node, "tags", rule.tags());
    node.put("description", rule.description());
    texts(node, "references", rule.references());
    texts(node, "falsepositives", rule.falsepositives());
    texts(node, "dataSources", rule.dataSources());
    node.put("query", rule.query());
    rule.window().ifPresent(window -> node.put("window", window.toString()));
    rule.slide().ifPresent(slide -> node.put("slide", slide.toString()));
    rule.key().ifPresent(key -> node.put("key", key));
    rule.throttle()
        .ifPresent(
            throttle -> {
              ObjectNode child = node.putObject("throttle");
              texts(child, "fields", throttle.fields());
              child.put("period", throttle.period().toString());
            });
    ArrayNode confirms = node.putArray("confirm");
    for (Rule.Confirm confirm : rule.confirm()) {
      ObjectNode child = confirms.addObject();
      confirm.when().ifPresent(when -> child.put("when", when));
      child.put("query", confirm.query());
      ArrayNode pairs = child.putArray("by");
      confirm.by().forEach(by -> pairs.addArray().add(by.candidate()).add(by.evidence()));
      child.put("within", confirm.within().toString());
    }
    ArrayNode exceptions = node.putArray("exceptions");
    for (Rule.RuleException exception : rule.exceptions()) {
      ObjectNode child = exceptions.addObject();
      child.put("where", exception.where());
      child.put("onRow", exception.onRow());
      child.put("owner", exception.owner());
      child.put("reason", exception.reason());
      child.put("expires", exception.expires().toString());
    }
    node.put("onEdit", rule.onEdit().name());
    node.put("path", rule.path());
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  /**
   * The rule behind a text.
   *
   * @throws IllegalArgumentException if {@link #write} did not write it
   */
  public static Rule read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return new Rule(
          node.get("id").asText(),
          node.get("version").asInt(),
          node.get("title").asText(),
          Rule.Status.valueOf(node.get("status").asText()),
          Rule.Level.valueOf(node.get("level").asText()),
          node.get("confidence").asText(),
          texts(node, "tags"),
          node.get("description").asText(),
          texts(node, "references"),
          texts(node, "falsepositives"),
          texts(node, "dataSources"),
          node.get("query").asText(),
          optional(node, "window", Duration::parse),
          optional(node, "slide", Duration::parse),
          optional(node, "key", key -> key),
          Optional.ofNullable(node.get("throttle"))
              .map(
                  throttle ->
                      new Rule.Throttle(
                          texts(throttle, "fields"),
                          Duration.parse(throttle.get("period").asText()))),
          confirms(node.get("confirm")),
          exceptions(node.get("exceptions")),
          Rule.OnEdit.valueOf(node.get("onEdit").asText()),
          node.get("path").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is not the text of a rule", e);
    }
  }

  private static List<Rule.Confirm> confirms(JsonNode nodes) {
    List<Rule.Confirm> confirms = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<Rule.Pair> by = new ArrayList<>();
      node.get("by")
          .forEach(pair -> by.add(new Rule.Pair(pair.get(0).asText(), pair.get(1).asText())));
      confirms.add(
          new Rule.Confirm(
              optional(node, "when", when -> when),
              node.get("query").asText(),
              by,
              Duration.parse(node.get("within").asText())));
    }
    return confirms;
  }

  private static List<Rule.RuleException> exceptions(JsonNode nodes) {
    List<Rule.RuleException> exceptions = new ArrayList<>();
    for (JsonNode node : nodes) {
      exceptions.add(
          new Rule.RuleException(
              node.get("where").asText(),
              node.get("onRow").asBoolean(),
              node.get("owner").asText(),
              node.get("reason").asText(),
              LocalDate.parse(node.get("expires").asText())));
    }
    return exceptions;
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode list = node.putArray(name);
    texts.forEach(list::add);
  }

  private static List<String> texts(JsonNode node, String name) {
    List<String> texts = new ArrayList<>();
    node.get(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static <T> Optional<T> optional(JsonNode node, String name, Function<String, T> as) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::asText).map(as);
  }
}
