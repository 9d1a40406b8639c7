package dev.lanner.job.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.detect.RuleJson;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.RuleSetDelta.RuleText;
import dev.lanner.rules.SourceProblem;
import dev.lanner.sink.OutputLine;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines of the audit: which rules ran when, and which were rejected. */
final class Audit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Audit() {}

  /** A set runs that a start or restart brought. */
  static OutputLine started(RuleSetDelta set, String from) {
    ObjectNode line = line("started", set.number());
    line.put("from", from);
    ids(line, "rules", set.rules().stream().map(RuleText::id).toList());
    return output(line, "started");
  }

  /** Another set runs from now on. */
  static OutputLine changed(RuleSetDelta before, RuleSetDelta after) {
    Map<String, RuleText> old = new HashMap<>();
    before.rules().forEach(rule -> old.put(rule.id(), rule));
    ObjectNode line = line("changed", after.number());
    ArrayNode added = line.putArray("added");
    ArrayNode changed = line.putArray("changed");
    for (RuleText rule : after.rules()) {
      RuleText was = old.remove(rule.id());
      if (was == null) {
        added.addObject().put("rule", rule.id()).put("logic", rule.logicHash());
      } else if (!was.equals(rule)) {
        changed
            .addObject()
            .put("rule", rule.id())
            .put("logic", rule.logicHash())
            .put("before", was.logicHash())
            .put("onEdit", RuleJson.read(rule.text()).onEdit().name().toLowerCase(Locale.ROOT));
      }
    }
    ids(line, "removed", old.keySet().stream().sorted().toList());
    line.put("rules", after.rules().size());
    return output(line, "changed");
  }

  /** Rules are wrong, and what ran of them before stays. */
  static OutputLine rejected(long number, List<SourceProblem> problems, List<String> kept) {
    ObjectNode line = line("rejected", number);
    ids(line, "kept", kept);
    ArrayNode list = line.putArray("problems");
    for (SourceProblem problem : problems) {
      list.addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("code", problem.code())
          .put("message", problem.message())
          .put("hint", problem.hint());
    }
    return output(line, "rejected");
  }

  /** Rules could not be reached; those that run stay. */
  static OutputLine unreachable(long number, String why) {
    ObjectNode line = line("unreachable", number);
    line.put("message", why);
    return output(line, "unreachable");
  }

  private static ObjectNode line(String what, long number) {
    return JSON.createObjectNode()
        .put("what", what)
        .put("set", number)
        .put("time", Instant.now().toString());
  }

  private static void ids(ObjectNode line, String name, Collection<String> ids) {
    ArrayNode list = line.putArray(name);
    ids.forEach(list::add);
  }

  private static OutputLine output(ObjectNode line, String what) {
    try {
      String key = what + "/" + line.path("set").asLong();
      return new OutputLine(key, JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }
}
