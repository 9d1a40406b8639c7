package dev.lanner.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lanner.cql.compile.PlannedStep;
import dev.lanner.cql.compile.PlannedStep.Part;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Requirement.Literal;
import dev.lanner.cql.index.RuleLiterals;
import dev.lanner.cql.syntax.Printer;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An explanation for machines; members always stand in the same order, durations in milliseconds.
 */
public final class ExplanationJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ExplanationJson() {}

  /** The explanation as one object. */
  public static ObjectNode of(Explanation explained) {
    ObjectNode object = NODES.objectNode();
    object.put("source", explained.source());
    if (explained.rule().isPresent()) {
      rule(object.putObject("rule"), explained.rule().get());
    } else {
      object.putNull("rule");
    }
    ObjectNode plan = object.putObject("plan");
    steps(plan.putArray("perEvent"), explained.steps(Part.PER_EVENT));
    steps(plan.putArray("aggregate"), explained.steps(Part.AGGREGATE));
    steps(plan.putArray("rows"), explained.steps(Part.ROWS));
    index(object.putObject("index"), explained.index());
    texts(object.putArray("fieldsRead"), explained.fieldsRead());
    object.put("anyField", explained.anyField());
    object.put("detectionKey", explained.detectionKey());
    if (explained.aggregation().isPresent()) {
      aggregation(object.putObject("aggregation"), explained.aggregation().get());
    } else {
      object.putNull("aggregation");
    }
    evidence(object.putArray("confirm"), explained.evidence());
    ArrayNode approximate = object.putArray("approximate");
    explained
        .functions()
        .forEach(f -> approximate.addObject().put("function", f.name()).put("note", f.note()));
    ObjectNode streaming = object.putObject("streaming");
    streaming.put("status", explained.refusals().isEmpty() ? "ok" : "refused");
    texts(streaming.putArray("reasons"), explained.refusals());
    return object;
  }

  private static void rule(ObjectNode object, Rule rule) {
    object
        .put("id", rule.id())
        .put("title", rule.title())
        .put("version", rule.version())
        .put("level", word(rule.level()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void texts(ArrayNode array, Iterable<String> texts) {
    texts.forEach(array::add);
  }

  private static void steps(ArrayNode array, List<PlannedStep> steps) {
    for (PlannedStep step : steps) {
      ObjectNode object = array.addObject().put("step", Printer.print(step.step()));
      texts(object.putArray("fields"), step.fields());
    }
  }

  private static void index(ObjectNode object, RuleLiterals index) {
    if (index.types().isPresent()) {
      texts(object.putArray("eventTypes"), index.types().get());
    } else {
      object.putNull("eventTypes");
    }
    ArrayNode access = object.putArray("lookedUpBy");
    index.access().forEach(literal -> access.add(literal(literal)));
    object.set("required", requirement(index.requirement()));
  }

  private static ObjectNode literal(Literal literal) {
    ObjectNode object = NODES.objectNode();
    object
        .put("field", literal.field())
        .put("kind", word(literal.kind()))
        .put("ignoreCase", literal.ignoreCase());
    texts(object.putArray("texts"), literal.texts());
    return object;
  }

  private static ObjectNode requirement(Requirement requirement) {
    if (requirement instanceof Literal literal) {
      return literal(literal);
    }
    ObjectNode object = NODES.objectNode();
    if (requirement instanceof Requirement.AllOf all) {
      ArrayNode parts = object.putArray("allOf");
      all.parts().forEach(part -> parts.add(requirement(part)));
    } else if (requirement instanceof Requirement.AnyOf any) {
      ArrayNode parts = object.putArray("anyOf");
      any.parts().forEach(part -> parts.add(requirement(part)));
    } else {
      object.put("always", requirement instanceof Requirement.Always);
    }
    return object;
  }

  private static void aggregation(ObjectNode object, Explanation.Aggregation aggregation) {
    texts(object.putArray("key"), aggregation.key());
    texts(object.putArray("state"), aggregation.keeps());
    millis(object, "windowMillis", aggregation.window());
    millis(object, "slideMillis", aggregation.slide());
    if (aggregation.groupLimit().isPresent()) {
      object.put("groupLimit", aggregation.groupLimit().getAsLong());
    } else {
      object.putNull("groupLimit");
    }
    object.put("gathered", aggregation.gathered());
  }

  private static void millis(ObjectNode object, String name, Optional<Duration> duration) {
    if (duration.isPresent()) {
      object.put(name, duration.get().toMillis());
    } else {
      object.putNull(name);
    }
  }

  private static void evidence(ArrayNode array, List<Explanation.Evidence> evidence) {
    for (Explanation.Evidence one : evidence) {
      ObjectNode object = array.addObject();
      object.put("query", one.clause().query());
      object.put("withinMillis", one.clause().within().toMillis());
      ArrayNode by = object.putArray("by");
      one.clause()
          .by()
          .forEach(
              pair ->
                  by.addObject()
                      .put("candidate", pair.candidate())
                      .put("evidence", pair.evidence()));
      index(object.putObject("index"), one.index());
    }
  }
}
