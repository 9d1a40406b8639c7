package dev.lanner.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The side file that lists what was injected, one JSON object a line: {@code id}, {@code technique}
 * (what it is about), {@code expected} (the technique that should be reported, or {@code none}),
 * {@code fires}, {@code title}, {@code aids}, {@code hosts}, {@code at} (offset 0), {@code start}
 * and {@code end} (first and last event in sensor time; all three epoch milliseconds), {@code
 * events}.
 */
final class InjectedList implements Closeable {

  private final JsonGenerator json;

  InjectedList(Path file) throws IOException {
    json = new JsonFactory().createGenerator(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  void add(Schedule.Slot slot, long seed, int events) throws IOException {
    Scenario scenario = slot.scenario();
    json.writeStartObject();
    json.writeStringField("id", scenario.id());
    json.writeStringField("technique", scenario.technique());
    json.writeStringField("expected", scenario.expected().orElse("none"));
    json.writeBooleanField("fires", scenario.fires());
    json.writeStringField("title", scenario.title());
    json.writeArrayFieldStart("aids");
    for (Host host : scenario.hosts(seed)) {
      json.writeString(host.aid());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("hosts");
    for (String name : scenario.computerNames()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeNumberField("at", slot.startMillis());
    json.writeNumberField("start", slot.firstMillis());
    json.writeNumberField("end", slot.lastMillis());
    json.writeNumberField("events", events);
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.writeRaw("\n");
    json.close();
  }
}
