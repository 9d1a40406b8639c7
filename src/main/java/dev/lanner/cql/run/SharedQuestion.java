package dev.lanner.cql.run;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import java.util.function.ToIntFunction;

/**
 * A question about some fields that several queries ask, and its last answer. The answer holds as
 * long as a row shows these fields as the same event delivered them; for a row in which a step has
 * changed one of them, and for events that do not tell their deliveries apart, whoever asks finds
 * out alone.
 */
public final class SharedQuestion {
  private final SharedAnswers.Key key;
  private final int[] fields;
  private int askers;
  private long answered = Event.NO_DELIVERY;
  private int answer;

  SharedQuestion(SharedAnswers.Key key) {
    this.key = key;
    this.fields = key.fields().stream().mapToInt(Integer::intValue).toArray();
  }

  void join() {
    askers++;
  }

  /** The answer for {@code row}; {@code find} finds it out where it is not known. */
  public int ask(Row row, ToIntFunction<Row> find) {
    long delivery = askers > 1 ? delivery(row) : Event.NO_DELIVERY;
    if (delivery == Event.NO_DELIVERY) {
      return find.applyAsInt(row);
    }
    if (delivery != answered) {
      answer = find.applyAsInt(row);
      answered = delivery;
    }
    return answer;
  }

  /** The delivery that all fields are part of, if there is one. */
  private long delivery(Row row) {
    long delivery = Event.NO_DELIVERY;
    for (int i = 0; i < fields.length; i++) {
      long its = row.delivery(fields[i]);
      if (its == Event.NO_DELIVERY || i > 0 && its != delivery) {
        return Event.NO_DELIVERY;
      }
      delivery = its;
    }
    return delivery;
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
