package dev.lanner.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * One event as raw FDR delivers it: a line of JSON, in which named texts stand in an order that
 * differs by type. Immutable.
 *
 * <p>Two events are equal when their lines are.
 */
public final class GeneratedEvent {

  private static final JsonFactory JSON = new JsonFactory();

  private final long timestamp;
  private final byte[] line;

  GeneratedEvent(long timestamp, byte[] line) {
    this.timestamp = timestamp;
    this.line = line;
  }

  /** Arrival in the cloud, epoch milliseconds: the number in the field {@code timestamp}. */
  public long timestamp() {
    return timestamp;
  }

  /** Writes the line in UTF-8, without a line feed. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(line);
  }

  /** The line in an FDR file, without the line feed. */
  public String toJson() {
    return new String(line, StandardCharsets.UTF_8);
  }

  /** All fields in line order, as a map that cannot be changed. Reads the line each time. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, parser.getText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a generated line is JSON", e);
    }
    return Collections.unmodifiableMap(fields);
  }

  /** The text of a field, empty when the event does not have it. Reads the line each time. */
  public Optional<String> field(String name) {
    Objects.requireNonNull(name, "name");
    return Optional.ofNullable(fields().get(name));
  }

  /** The {@code event_simpleName}. Reads the line each time. */
  public String type() {
    return field("event_simpleName")
        .orElseThrow(() -> new NoSuchElementException("event without a type"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GeneratedEvent that && Arrays.equals(line, that.line);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(line);
  }

  @Override
  public String toString() {
    return toJson();
  }
}
