package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.value.Value;

/**
 * Tells the {@link Place} of rows.
 *
 * <p>Before an aggregate, events may come in any order: they stand by {@code @timestamp}, then by {@code
 * @id} (or {@code id}, as FDR has it). Behind one, and for rows without {@code @timestamp}, the order of
 * arrival is what a query means, and decides.
 */
public final class Places {
  private final int timestamp;
  private final int id;
  private final int fdrId;
  private final boolean inSequence;
  private final boolean byTime;

  private Places(FieldTable fields, boolean inSequence, boolean byTime) {
    this.timestamp = fields.intern("@timestamp");
    this.id = fields.intern("@id");
    this.fdrId = fields.intern("id");
    this.inSequence = inSequence;
    this.byTime = byTime;
  }

  /** Places by time. */
  public static Places of(Arguments arguments) {
    return new Places(arguments.fields(), arguments.inSequence(), true);
  }

  /** Places for rows that are in an order already, if they are: time does not matter then. */
  public static Places stable(Arguments arguments) {
    return new Places(arguments.fields(), arguments.inSequence(), !arguments.inSequence());
  }

  /** The place of a row that comes behind {@code sequence} others of its accumulator. */
  public Place of(Row row, long sequence) {
    long time = byTime ? time(row) : Place.UNTIMED;
    if (inSequence || time == Place.UNTIMED) {
      return new Place(time, "", sequence);
    }
    String identity = row.text(id);
    if (identity == null) {
      identity = row.text(fdrId);
    }
    return new Place(time, identity == null ? "" : identity, 0);
  }

  /** A row's {@code @timestamp} in epoch milliseconds, or {@link Place#UNTIMED}. */
  public long time(Row row) {
    Value value = Value.of(row.text(timestamp));
    if (value == null || !value.isNumber()) {
      return Place.UNTIMED;
    }
    return value.isWhole() ? value.asLong() : (long) value.asDouble();
  }
}
