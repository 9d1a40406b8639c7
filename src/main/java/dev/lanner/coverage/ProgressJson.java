package dev.lanner.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import dev.lanner.coverage.LiveProgress.Active;
import dev.lanner.coverage.LiveProgress.Arriving;
import dev.lanner.coverage.LiveProgress.Ran;
import java.util.ArrayList;
import java.util.List;

/**
 * Progress as text, as it lies in the state of a job; to be taken after {@link LiveProgress#at}.
 */
public final class ProgressJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProgressJson() {}

  /** The text. */
  public static String write(LiveProgress progress) {
    ObjectNode root = JSON.createObjectNode();
    root.put("run", progress.run).put("begin", progress.begin);
    root.put("reached", progress.reached).put("set", progress.set);
    ArrayNode arriving = root.putArray("arriving");
    progress.arriving.forEach(
        (number, one) -> {
          ObjectNode node = arriving.addObject().put("set", number).put("of", one.of);
          node.put("largest", one.largest);
          ArrayNode subtasks = node.putArray("subtasks");
          one.subtasks.forEach(subtasks::add);
          ArrayNode rules = node.putArray("rules");
          one.rules.forEach(ran -> reach(version(rules.addObject(), ran.version()), ran.reach()));
        });
    ArrayNode active = root.putArray("active");
    progress.active.forEach(
        (version, one) ->
            reach(version(active.addObject(), version), one.reach()).put("from", one.from()));
    ArrayNode known = root.putArray("known");
    progress.known.forEach(
        (id, reaches) -> reaches.forEach(reach -> reach(known.addObject().put("id", id), reach)));
    ArrayNode ended = root.putArray("ended");
    progress.ended.forEach(one -> range(version(ended.addObject(), one.rule()), one.range()));
    ArrayNode missed = root.putArray("missed");
    progress.missed.forEach(
        one ->
            range(missed.addObject().put("id", one.ruleId()), one.range())
                .put("cause", one.cause().text())
                .put("events", one.events())
                .put("number", one.number()));
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  private static ObjectNode version(ObjectNode node, RuleVersion version) {
    return node.put("id", version.id())
        .put("version", version.version())
        .put("logic", version.logic())
        .put("title", version.title());
  }

  private static ObjectNode reach(ObjectNode node, RuleReach reach) {
    return node.put("window", reach.windowMillis())
        .put("slide", reach.slideMillis())
        .put("evidence", reach.evidenceMillis());
  }

  private static ObjectNode range(ObjectNode node, Range range) {
    return node.put("start", range.from()).put("end", range.to());
  }

  /**
   * The progress behind a text.
   *
   * @throws IllegalArgumentException if {@link #write} did not write it
   */
  public static LiveProgress read(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is not the text of progress", e);
    }
    LiveProgress progress =
        new LiveProgress(root.required("run").asText(), root.required("begin").asLong());
    progress.reached = root.required("reached").asLong();
    progress.set = root.required("set").asLong();
    for (JsonNode node : root.required("arriving")) {
      List<Ran> rules = new ArrayList<>();
      node.required("rules").forEach(rule -> rules.add(new Ran(version(rule), reach(rule))));
      Arriving one = new Arriving(rules);
      one.of = node.required("of").asInt();
      one.largest = node.required("largest").asLong();
      node.required("subtasks").forEach(subtask -> one.subtasks.add(subtask.asInt()));
      progress.arriving.put(node.required("set").asLong(), one);
    }
    for (JsonNode node : root.required("active")) {
      progress.active.put(version(node), new Active(reach(node), node.required("from").asLong()));
    }
    for (JsonNode node : root.required("known")) {
      progress.know(node.required("id").asText(), reach(node));
    }
    for (JsonNode node : root.required("ended")) {
      progress.ended.add(new Covered(version(node), range(node)));
    }
    for (JsonNode node : root.required("missed")) {
      progress.missed.add(
          new Incomplete(
              node.required("id").asText(),
              range(node),
              Cause.of(node.required("cause").asText()),
              node.required("events").asLong(),
              node.required("number").asLong()));
    }
    return progress;
  }

  private static RuleVersion version(JsonNode node) {
    return new RuleVersion(
        node.required("id").asText(),
        node.required("version").asInt(),
        node.required("logic").asText(),
        node.required("title").asText());
  }

  private static RuleReach reach(JsonNode node) {
    return new RuleReach(
        node.required("window").asLong(),
        node.required("slide").asLong(),
        node.required("evidence").asLong());
  }

  private static Range range(JsonNode node) {
    return new Range(node.required("start").asLong(), node.required("end").asLong());
  }
}
