package dev.lanner.cql.compile;

import dev.lanner.cql.event.Deliveries;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import java.util.Map;
import java.util.TreeMap;

/** An event that is used again and again, as a decoder does, and counts how its fields are read. */
final class ReusedEvent implements Event {
  private final FieldTable fields;
  private final Deliveries deliveries = new Deliveries();
  private final Map<String, Integer> reads = new TreeMap<>();
  private Map<String, String> texts = Map.of();
  private long delivery = deliveries.next();

  ReusedEvent(FieldTable fields) {
    this.fields = fields;
  }

  /** Another event with these texts, not read yet. */
  ReusedEvent become(Map<String, String> newTexts) {
    texts = newTexts;
    delivery = deliveries.next();
    reads.clear();
    return this;
  }

  /** How often a field of the event was read. */
  int reads(String name) {
    return reads.getOrDefault(name, 0);
  }

  /** How often all its fields were. */
  int reads() {
    return reads.values().stream().mapToInt(Integer::intValue).sum();
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
    reads.merge(name, 1, Integer::sum);
    return texts.get(name);
  }

  @Override
  public long delivery(int field) {
    return delivery;
  }

  @Override
  public void forEach(FieldVisitor visitor) {
    new TreeMap<>(texts).forEach(visitor::field);
  }
}
