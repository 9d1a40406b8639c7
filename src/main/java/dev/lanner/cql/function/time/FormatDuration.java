package dev.lanner.cql.function.time;

import static dev.lanner.cql.function.FunctionSpec.Group.TIME;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.asInPlace;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;
import java.util.List;

/**
 * A length of time as people write it: {@code 6h30m52s553ms}. The field is a whole number of {@code
 * from}; missing or something else: no value. Units that are zero are left out; {@code precision}
 * is how many are written, 0 for all.
 */
final class FormatDuration implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "formatDuration",
          SCALAR,
          TIME,
          asInPlace(),
          required("field", Parameter.Type.FIELD).orUnnamed(),
          optional("from", Parameter.Type.TEXT, "ms").oneOf("d", "h", "m", "ms", "ns", "s", "us"),
          optional("precision", Parameter.Type.WHOLE, "0"));

  private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms", "us", "ns");

  /** How many of the next smaller unit make one; of the smallest, none. */
  private static final long[] PARTS = {24, 60, 60, 1000, 1000, 1000, 1};

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    int from = UNITS.indexOf(arguments.text("from"));
    long precision = arguments.whole("precision");
    return (Scalar)
        row -> {
          String text = row.text(field);
          return text == null || !Numbers.isWhole(text)
              ? null
              : Value.of(format(Long.parseLong(text), from, precision));
        };
  }

  private static String format(long amount, int from, long precision) {
    long[] counts = new long[UNITS.size()];
    // The remainders of a negative amount are negative too: the sign is written once, in front.
    long rest = amount;
    for (int unit = from; unit > 0; unit--) {
      counts[unit] = Math.abs(rest % PARTS[unit - 1]);
      rest /= PARTS[unit - 1];
    }
    counts[0] = Math.abs(rest);
    StringBuilder text = new StringBuilder(amount < 0 ? "-" : "");
    long written = 0;
    for (int unit = 0; unit <= from; unit++) {
      if (counts[unit] != 0 && (precision <= 0 || written < precision)) {
        text.append(counts[unit]).append(UNITS.get(unit));
        written++;
      }
    }
    return written == 0 ? "0" + UNITS.get(from) : text.toString();
  }
}
