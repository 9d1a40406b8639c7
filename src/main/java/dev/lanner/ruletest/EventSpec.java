package dev.lanner.ruletest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lanner.yaml.YamlNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One entry under {@code events}: FDR fields under their raw names, beside a few words of ours in
 * small letters that say when it happens and how often.
 *
 * <pre>
 *   - at: 10s                              arrival, from the start of the case
 *     sensor: 9.5s                         on the host; the same if not said
 *     repeat: {count: 20, step: 100ms}     {n} in a value counts from 1, or from `from`
 *     repeat: {each: [nmap, zmap], step: 1h}   {each} in a value is one after the other
 *     delivered: 2                         the same lines again
 *     event_simpleName: NetworkConnectIP4
 *     RemotePort: "{n}"
 * </pre>
 */
final class EventSpec {
  private static final JsonFactory JSON = new JsonFactory();

  /** FDR puts the sensor's time of this type into another field. */
  private static final String PROCESS_START = "ProcessRollup2";

  private static final List<String> WORDS = List.of("at", "sensor", "repeat", "delivered");
  private static final List<String> TIMES =
      List.of("timestamp", "ContextTimeStamp", "ProcessStartTime");
  private static final String COUNTER = "{n}";
  private static final String EACH = "{each}";
  private static final int MAX_COUNT = 100_000;

  private final long atMillis;
  private final long sensorMillis;
  private final int count;
  private final List<String> each;
  private final long stepMillis;
  private final int from;
  private final int delivered;
  private final Map<String, String> fields;

  private EventSpec(
      long atMillis,
      long sensorMillis,
      int count,
      List<String> each,
      long stepMillis,
      int from,
      int delivered,
      Map<String, String> fields) {
    this.atMillis = atMillis;
    this.sensorMillis = sensorMillis;
    this.count = count;
    this.each = each;
    this.stepMillis = stepMillis;
    this.from = from;
    this.delivered = delivered;
    this.fields = fields;
  }

  /**
   * Reads an entry; what is wrong is noted in its document.
   *
   * @param defaults fields of every event of the file that does not have them
   */
  static EventSpec read(YamlNode node, Map<String, String> defaults) {
    Map<String, String> fields = new LinkedHashMap<>(defaults);
    node.entries()
        .forEach(
            (name, value) -> {
              if (!WORDS.contains(name)) {
                fields.put(name, value.text());
              }
            });
    for (String time : TIMES) {
      if (fields.containsKey(time)) {
        node.problem("say `at` and `sensor` instead of `" + time + "`, or name a file of lines");
      }
    }
    if (!fields.containsKey("event_simpleName")) {
      node.problem("the event has no `event_simpleName`");
    }
    long at = offset(node, "at", 0);
    int count = 1;
    List<String> each = List.of();
    long step = 0;
    int from = 1;
    if (node.get("repeat").isPresent()) {
      YamlNode repeat = node.required("repeat");
      repeat.allowKeys("count", "each", "step", "from");
      each = repeat.get("each").map(YamlNode::texts).orElse(List.of());
      if (each.isEmpty() == repeat.get("count").isEmpty()) {
        repeat.problem("say either `count` or `each`");
      }
      count = repeat.get("count").map(value -> whole(value, 1, MAX_COUNT)).orElse(each.size());
      step = offset(repeat, "step", 0);
      from = repeat.get("from").map(value -> whole(value, 0, MAX_COUNT)).orElse(1);
    }
    return new EventSpec(
        at,
        offset(node, "sensor", at),
        count,
        each,
        step,
        from,
        node.get("delivered").map(value -> whole(value, 1, 10)).orElse(1),
        fields);
  }

  private static long offset(YamlNode node, String key, long otherwise) {
    return node.get(key).map(value -> value.as(Offset.EXPECTED, Offset::millis)).orElse(otherwise);
  }

  private static int whole(YamlNode node, int min, int max) {
    Integer number =
        node.as(
            "a whole number from " + min + " to " + max,
            text -> {
              int value = Integer.parseInt(text);
              if (value < min || value > max) {
                throw new IllegalArgumentException(text);
              }
              return value;
            });
    return number == null ? min : number;
  }

  /**
   * Hands out the lines it stands for.
   *
   * @param startMillis where offset 0 of the case lies
   * @param firstId number of the first of them among the events of the case
   * @return how many different events there were
   */
  int lines(long startMillis, int firstId, Consumer<String> out) {
    for (int i = 0; i < count; i++) {
      long arrival = startMillis + atMillis + i * stepMillis;
      long sensor = startMillis + sensorMillis + i * stepMillis;
      String json = json(arrival, sensor, firstId + i, i);
      for (int again = 0; again < delivered; again++) {
        out.accept(json);
      }
    }
    return count;
  }

  private String json(long arrival, long sensor, int id, int index) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("timestamp", Long.toString(arrival));
      boolean processStart = PROCESS_START.equals(fields.get("event_simpleName"));
      json.writeStringField(
          processStart ? "ProcessStartTime" : "ContextTimeStamp",
          String.format(
              Locale.ROOT, "%d.%03d", Math.floorDiv(sensor, 1000L), Math.floorMod(sensor, 1000L)));
      if (!fields.containsKey("id")) {
        json.writeStringField("id", "event-" + id);
      }
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), filled(field.getValue(), index));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A value with what stands for its place in the repetition filled in. */
  private String filled(String value, int index) {
    if (!each.isEmpty()) {
      value = value.replace(EACH, each.get(index));
    }
    return count > 1 ? value.replace(COUNTER, Integer.toString(from + index)) : value;
  }
}
