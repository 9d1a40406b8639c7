package dev.lanner.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lanner.detect.wire.DeadLetter;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.LateEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Results as lines of their files: one JSON object each, fields in a fixed order. */
public final class JsonLines {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonLines() {}

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * A line of {@code detections.ndjson}; sorted by time, rule id and id. {@code window} is null for
   * a detection of a single event.
   */
  public static OutputLine of(Detection detection) {
    String key = sortable(detection.time()) + ' ' + detection.rule().id() + ' ' + detection.id();
    return new OutputLine(
        key,
        object(
            json -> {
              json.writeStringField("id", detection.id());
              json.writeObjectFieldStart("rule");
              json.writeStringField("id", detection.rule().id());
              json.writeStringField("title", detection.rule().title());
              json.writeNumberField("version", detection.rule().version());
              json.writeEndObject();
              json.writeStringField("level", detection.rule().level());
              json.writeStringField("tactic", detection.rule().tactic());
              List<String> techniques = detection.rule().techniques();
              json.writeStringField("technique", techniques.isEmpty() ? "" : techniques.get(0));
              texts(json, "techniques", techniques);
              json.writeNumberField("time", detection.time());
              if (detection.windowStart() < 0) {
                json.writeNullField("window");
              } else {
                json.writeObjectFieldStart("window");
                json.writeNumberField("start", detection.windowStart());
                json.writeNumberField("end", detection.windowEnd());
                json.writeEndObject();
              }
              json.writeStringField("key", detection.key());
              json.writeObjectFieldStart("row");
              for (int i = 0; i < detection.columns().size(); i++) {
                json.writeStringField(detection.columns().get(i), detection.values().get(i));
              }
              json.writeEndObject();
              json.writeStringField("cid", detection.cid());
              json.writeObjectFieldStart("host");
              for (int i = 0; i < detection.host().size(); i += 2) {
                json.writeStringField(detection.host().get(i), detection.host().get(i + 1));
              }
              json.writeEndObject();
              texts(json, "events", detection.events());
              json.writeNumberField("eventCount", detection.eventCount());
              json.writeNumberField("first", detection.first());
              json.writeNumberField("last", detection.last());
              json.writeNumberField("heldBack", detection.heldBack());
              json.writeBooleanField("partial", detection.partial());
            }));
  }

  /** A line of {@code deadletters.ndjson}; sorted by file and line. */
  public static OutputLine of(DeadLetter letter) {
    return new OutputLine(
        letter.file() + ' ' + sortable(letter.line()),
        object(
            json -> {
              json.writeStringField("file", letter.file());
              json.writeNumberField("line", letter.line());
              json.writeNumberField("offset", letter.offset());
              json.writeStringField("cause", letter.cause());
              json.writeStringField("text", letter.text());
            }));
  }

  /** A file that could not be read to its end, as a sentence. */
  public static OutputLine ofCutFile(DeadLetter file) {
    return new OutputLine(
        file.file(), file.file() + " ends after line " + file.line() + ": " + file.cause());
  }

  /** A line of {@code late.ndjson}; sorted by time and identity. */
  public static OutputLine of(LateEvent late) {
    return new OutputLine(
        sortable(late.time()) + ' ' + late.identity(),
        object(
            json -> {
              json.writeNumberField("time", late.time());
              json.writeNumberField("watermark", late.watermark());
              json.writeStringField("cid", late.cid());
              json.writeStringField("aid", late.aid());
              json.writeStringField("event", late.eventId());
              texts(json, "rules", late.rules());
            }));
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** A number, not negative, whose texts sort as numbers do. */
  private static String sortable(long number) {
    return String.format(Locale.ROOT, "%019d", number);
  }

  private static String object(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }
}
