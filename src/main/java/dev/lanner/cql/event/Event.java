package dev.lanner.cql.event;

/**
 * One event as delivered, read-only: field id to value.
 *
 * <p>This is the only way a node sees input. An implementation may decode lazily and only what is
 * asked for; it answers the same text every time. A field is present (maybe empty) or absent; there
 * is no null value. Aliases are the event's business: an FDR event answers {@code
 * #event_simpleName} and {@code event_simpleName} alike.
 *
 * <p>Not thread-safe. An implementation may be reused for the next event, so nobody keeps one:
 * {@link Row#copy()} keeps what is needed.
 */
public interface Event {
  /** Nothing is promised of a text. */
  long NO_DELIVERY = 0;

  /** The names behind the ids this event answers to. */
  FieldTable fields();

  /** The text of a field, or null if the event does not have it. */
  String text(int field);

  /** Whether the event has the field; an empty text counts. */
  default boolean has(int field) {
    return text(field) != null;
  }

  /**
   * Which delivery the text of a field is part of: where two answers are equal, of this object or
   * of another that answers to the same table, so are the texts. {@link #NO_DELIVERY} if this
   * cannot be told. See {@link Deliveries}.
   */
  default long delivery(int field) {
    return NO_DELIVERY;
  }

  /**
   * The text of a field by name, also of names that are not in {@link #fields()}; null if absent.
   */
  String text(String name);

  /**
   * Shows every field the event has, once, in a stable order (that of the line it came from, then
   * derived fields by name).
   */
  void forEach(FieldVisitor visitor);

  /** Receives fields one after the other. */
  @FunctionalInterface
  interface FieldVisitor {
    /** One field: its name and its text, neither null. */
    void field(String name, String text);
  }
}
