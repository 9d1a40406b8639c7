package dev.lanner.detect;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.detect.wire.Envelope;
import java.util.List;

/** The fields on which all events of a group agree, as an event. */
final class EnvelopeFields implements Event {
  private final FieldTable fields;
  private final List<String> names;
  private Envelope envelope;

  EnvelopeFields(FieldTable fields, List<String> names) {
    this.fields = fields;
    this.names = List.copyOf(names);
  }

  /** Shows {@code newEnvelope} from now on. */
  EnvelopeFields of(Envelope newEnvelope) {
    envelope = newEnvelope;
    return this;
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
    int at = names.indexOf(name);
    return at < 0 ? null : envelope.value(at);
  }

  @Override
  public void forEach(FieldVisitor visitor) {
    for (int i = 0; i < names.size(); i++) {
      if (envelope.value(i) != null) {
        visitor.field(names.get(i), envelope.value(i));
      }
    }
  }
}
