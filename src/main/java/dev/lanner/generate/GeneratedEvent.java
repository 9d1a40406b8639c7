package dev.lanner.generate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * One event as raw FDR delivers it: named texts in the order in which they stand on the line.
 * Immutable.
 *
 * <p>Two events are equal when their lines are.
 */
public final class GeneratedEvent {

  private final long timestamp;
  private final String[] namesAndValues;

  GeneratedEvent(long timestamp, String[] namesAndValues) {
    this.timestamp = timestamp;
    this.namesAndValues = namesAndValues;
  }

  /** Arrival in the cloud, epoch milliseconds: the number in the field {@code timestamp}. */
  public long timestamp() {
    return timestamp;
  }

  /** The number of fields. */
  public int fieldCount() {
    return namesAndValues.length / 2;
  }

  /** The name of the field at {@code index}, from 0. */
  public String name(int index) {
    return namesAndValues[2 * index];
  }

  /** The text of the field at {@code index}, from 0. */
  public String value(int index) {
    return namesAndValues[2 * index + 1];
  }

  /** The text of a field, empty when the event does not have it. */
  public Optional<String> field(String name) {
    Objects.requireNonNull(name, "name");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i].equals(name)) {
        return Optional.of(namesAndValues[i + 1]);
      }
    }
    return Optional.empty();
  }

  /** The {@code event_simpleName}. */
  public String type() {
    return field("event_simpleName")
        .orElseThrow(() -> new NoSuchElementException("event without a type"));
  }

  /** All fields in line order, as a map that cannot be changed. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(fields);
  }

  /** The line in an FDR file, without the line feed. */
  public String toJson() {
    LineBuffer buffer = new LineBuffer();
    buffer.append(this);
    return buffer.text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GeneratedEvent that && toJson().equals(that.toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return toJson();
  }
}
