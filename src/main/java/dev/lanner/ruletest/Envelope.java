package dev.lanner.ruletest;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the events of a group have in common: the fields on which those that have them agree. */
final class Envelope implements Event {
  private final FieldTable fields;
  private final List<String> names;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> several = new HashSet<>();
  private long lastSensorMillis = Long.MIN_VALUE;
  private long count;

  /** An empty envelope that remembers the fields {@code names}. */
  Envelope(FieldTable fields, List<String> names) {
    this.fields = fields;
    this.names = names;
  }

  void add(Event event, long sensorMillis) {
    count++;
    for (String name : names) {
      see(name, event.text(name));
    }
    lastSensorMillis = Math.max(lastSensorMillis, sensorMillis);
  }

  void add(Envelope other) {
    count += other.count;
    other.several.forEach(this::differ);
    other.values.forEach(this::see);
    lastSensorMillis = Math.max(lastSensorMillis, other.lastSensorMillis);
  }

  private void see(String name, String text) {
    if (text == null || several.contains(name)) {
      return;
    }
    String before = values.putIfAbsent(name, text);
    if (before != null && !before.equals(text)) {
      differ(name);
    }
  }

  private void differ(String name) {
    several.add(name);
    values.remove(name);
  }

  /** How many events there were. */
  long count() {
    return count;
  }

  /** When the last of the events happened on its host. */
  long lastSensorMillis() {
    return lastSensorMillis;
  }

  @Override
  public FieldTable fields() {
    return fields;
  }

  @Override
  public String text(int field) {
    return values.get(fields.name(field));
  }

  @Override
  public String text(String name) {
    return values.get(name);
  }

  @Override
  public void forEach(FieldVisitor visitor) {
    values.forEach(visitor::field);
  }
}
