package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.as;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;

/**
 * {@code eventSize} and {@code eventFieldCount}: how large the event is as delivered, whatever
 * steps did to it since. Not behind an aggregate, where there is no event any more.
 */
final class SizeOfEvent implements CqlFunction {
  private final FunctionSpec spec;
  private final ToLongFunction<String> weight;

  private SizeOfEvent(FunctionSpec spec, ToLongFunction<String> weight) {
    this.spec = spec;
    this.weight = weight;
  }

  static SizeOfEvent fields() {
    return new SizeOfEvent(
        FunctionSpec.exact("eventFieldCount", Kind.SCALAR, Group.EVENT, as("_eventFieldCount"))
            .approximate("counts the fields of the delivered line, not those LogScale stores"),
        text -> 1);
  }

  static SizeOfEvent bytes() {
    return new SizeOfEvent(
        FunctionSpec.exact("eventSize", Kind.SCALAR, Group.EVENT, as("_eventSize"))
            .approximate(
                "counts the bytes of the fields' texts in UTF-8, not those LogScale stores"),
        text -> text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    if (arguments.inSequence()) {
      arguments.problem(
          null,
          "misplaced-function",
          "`" + spec.name() + "` cannot stand behind an aggregate",
          "put it before");
    }
    arguments.readsAnything();
    return (Scalar)
        row -> {
          Event event = row.event();
          if (event == null) {
            return null;
          }
          long[] sum = new long[1];
          event.forEach((name, text) -> sum[0] += weight.applyAsLong(text));
          return Value.of(sum[0]);
        };
  }
}
