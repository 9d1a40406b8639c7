package dev.lanner.cql.event;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event held as a map of texts: for tests, tables and the events of {@code eval}. Keeps the
 * order of insertion. Answers {@code x} for {@code #x} and the reverse if only the other one is
 * there (LANGUAGE 1.5: published queries use both spellings of a tag).
 */
public final class MapEvent implements Event {
  private final FieldTable fields;
  private final Map<String, String> values;

  /** An event over a copy of {@code values}, answering to the ids of {@code fields}. */
  public MapEvent(FieldTable fields, Map<String, String> values) {
    this.fields = fields;
    this.values = new LinkedHashMap<>(values);
  }

  @Override
  public FieldTable fields() {
    return fields;
  }

  @Override
  public String text(int field) {
    return text(fields.name(field));
  }

  @Override
  public String text(String name) {
    String text = values.get(name);
    return text != null ? text : values.get(otherSpelling(name));
  }

  private static String otherSpelling(String name) {
    return name.startsWith("#") ? name.substring(1) : "#" + name;
  }

  @Override
  public void forEach(FieldVisitor visitor) {
    values.forEach(visitor::field);
  }
}
