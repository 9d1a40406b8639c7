package dev.lanner.cql.function.sequence;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.aggregate.Combined;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Output;

/** What the functions share that add an aggregate over nearby rows to each row. */
final class Running {
  /** The aggregates, over rows before each row. */
  static final Parameter FUNCTION = required("function", AGGREGATES).orUnnamed();

  /** Whether the row itself is among them. */
  static final Parameter CURRENT = optional("current", TEXT, "include").oneOf("exclude", "include");

  private Running() {}

  /** The functions of a call as one. */
  static Aggregate function(Arguments arguments) {
    return Combined.of(arguments.fields(), arguments.aggregates("function"));
  }

  /** Whether a call counts a row among those its aggregate is over. */
  static boolean includesCurrent(Arguments arguments) {
    return arguments.text("current").equals("include");
  }

  /**
   * Emits a row with what a state yields now, its fields replacing those of the row. Of several
   * rows yielded the first counts: such functions have to yield one at most.
   */
  static void emit(Row row, Accumulator state, Output out) {
    Row result = row.copy();
    boolean[] done = new boolean[1];
    state.emit(
        added -> {
          if (!done[0]) {
            added.forEach(result::set);
            done[0] = true;
          }
        });
    out.emit(result);
  }
}
