package dev.lanner.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.lanner.detect.Counters;
import dev.lanner.detect.wire.Keys;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where every event and every candidate went.
 *
 * <pre>
 *   in         = evaluated + duplicate + deadLetter
 *   candidates = fired + the sum of suppressed, for each rule
 * </pre>
 *
 * <p>Duplicates are sought among candidates only. {@code late} and {@code quarantined} events are
 * part of the evaluated ones.
 */
public final class Account {
  private final SortedMap<String, Long> numbers;
  private final SortedMap<String, RuleAccount> rules = new TreeMap<>();

  /**
   * The account of one rule.
   *
   * @param matched events that got through its per-event part
   * @param excepted of these, events that an exception kept out of an aggregate
   * @param late of these, events that came too late for a window
   * @param candidates rows or events that would fire
   * @param suppressed candidates held back, by cause
   * @param fired detections
   * @param unchecked candidates that skipped confirmation because of its bound
   * @param evidenceDropped evidence left out because of that bound
   */
  public record RuleAccount(
      long matched,
      long excepted,
      long late,
      long candidates,
      SortedMap<String, Long> suppressed,
      long fired,
      long unchecked,
      long evidenceDropped) {}

  /** The account made of the job's numbers; a rule without any is in it, too. */
  public Account(Map<String, Long> numbers, Collection<String> ruleIds) {
    this.numbers = new TreeMap<>(numbers);
    for (String id : ruleIds) {
      rules.put(id, rule(id));
    }
  }

  private RuleAccount rule(String id) {
    SortedMap<String, Long> suppressed = new TreeMap<>();
    String head = Counters.suppressed(id);
    numbers
        .tailMap(head)
        .forEach(
            (counter, value) -> {
              if (counter.startsWith(head)) {
                List<String> parts = Keys.split(counter);
                suppressed.put(parts.get(parts.size() - 1), value);
              }
            });
    return new RuleAccount(
        number(Counters.ofRule(id, Counters.MATCHED)),
        number(Counters.ofRule(id, Counters.EXCEPTED)),
        number(Counters.ofRule(id, Counters.RULE_LATE)),
        number(Counters.ofRule(id, Counters.CANDIDATES)),
        suppressed,
        number(Counters.ofRule(id, Counters.FIRED)),
        number(Counters.ofRule(id, Counters.UNCHECKED)),
        number(Counters.ofRule(id, Counters.EVIDENCE_DROPPED)));
  }

  private long number(String counter) {
    return numbers.getOrDefault(counter, 0L);
  }

  /** Lines read in the wanted range. */
  public long in() {
    return number(Counters.LINES) - number(Counters.OUTSIDE);
  }

  /** Events that went through the rules. */
  public long evaluated() {
    return number(Counters.DECODED) - number(Counters.OUTSIDE) - duplicate();
  }

  /** Events that were delivered before. */
  public long duplicate() {
    return number(Counters.DUPLICATES);
  }

  /** Lines that are no event. */
  public long deadLetter() {
    return number(Counters.DEAD_LETTERS);
  }

  /** Events that missed a window. */
  public long late() {
    return number(Counters.LATE);
  }

  /** Events beyond the limit of time. */
  public long quarantined() {
    return number(Counters.QUARANTINED);
  }

  /** Data files read. */
  public long files() {
    return number(Counters.FILES);
  }

  /** The largest distance of an event behind an earlier one of its file, milliseconds. */
  public long disorderMillis() {
    return number(Counters.DISORDER);
  }

  /** The rules by id. */
  public SortedMap<String, RuleAccount> rules() {
    return rules;
  }

  /** What does not add up, one sentence each; nothing as long as the product is right. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (in() != evaluated() + duplicate() + deadLetter()) {
      faults.add(
          in()
              + " events in, but "
              + evaluated()
              + " evaluated, "
              + duplicate()
              + " duplicate and "
              + deadLetter()
              + " dead letters");
    }
    rules.forEach(
        (id, rule) -> {
          long held = rule.suppressed.values().stream().mapToLong(Long::longValue).sum();
          if (rule.candidates != rule.fired + held) {
            faults.add(
                "rule "
                    + id
                    + ": "
                    + rule.candidates
                    + " candidates, but "
                    + rule.fired
                    + " fired and "
                    + held
                    + " suppressed");
          }
        });
    if (number(Counters.UNKNOWN_RULES) > 0) {
      faults.add(number(Counters.UNKNOWN_RULES) + " records of rules that are not known");
    }
    return faults;
  }

  /**
   * The account as JSON, indented, with a line end. Numbers of a rule that are rarely other than
   * zero are shown only then.
   *
   * @param disorderBoundMillis the bound that a stream reads with
   */
  public String toJson(long disorderBoundMillis) {
    StringWriter text = new StringWriter();
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeObjectFieldStart("events");
      json.writeNumberField("in", in());
      json.writeNumberField("evaluated", evaluated());
      json.writeNumberField("duplicate", duplicate());
      json.writeNumberField("deadLetter", deadLetter());
      json.writeNumberField("late", late());
      json.writeNumberField("quarantined", quarantined());
      optional(json, "outside", number(Counters.OUTSIDE));
      optional(json, "sensorClockAhead", number(Counters.CLOCK_AHEAD));
      json.writeEndObject();
      json.writeObjectFieldStart("rules");
      for (Map.Entry<String, RuleAccount> rule : rules.entrySet()) {
        json.writeObjectFieldStart(rule.getKey());
        write(json, rule.getValue());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeObjectFieldStart("files");
      json.writeNumberField("read", files());
      json.writeNumberField("cut", number(Counters.CUT_FILES));
      json.writeEndObject();
      json.writeObjectFieldStart("disorder");
      json.writeNumberField("boundMillis", disorderBoundMillis);
      json.writeNumberField("observedMillis", disorderMillis());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, RuleAccount rule) throws IOException {
    json.writeNumberField("matched", rule.matched);
    optional(json, "excepted", rule.excepted);
    optional(json, "late", rule.late);
    json.writeNumberField("candidates", rule.candidates);
    json.writeObjectFieldStart("suppressed");
    for (Map.Entry<String, Long> cause : rule.suppressed.entrySet()) {
      json.writeNumberField(cause.getKey(), cause.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("fired", rule.fired);
    optional(json, "unchecked", rule.unchecked);
    optional(json, "evidenceDropped", rule.evidenceDropped);
  }

  private static void optional(JsonGenerator json, String name, long value) throws IOException {
    if (value != 0) {
      json.writeNumberField(name, value);
    }
  }
}
