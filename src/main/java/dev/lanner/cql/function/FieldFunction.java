package dev.lanner.cql.function;

import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.function.Function;

/**
 * A function of the text of one field, its parameter {@code field}: the plain case, without
 * options. Missing field: no value.
 */
public final class FieldFunction implements CqlFunction {
  private final FunctionSpec spec;
  private final Function<String, Value> meaning;

  /**
   * A function that computes {@code meaning} of the text of the field.
   *
   * @param meaning gives null where there is no value; throws for no text
   */
  public FieldFunction(FunctionSpec spec, Function<String, Value> meaning) {
    this.spec = spec;
    this.meaning = meaning;
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return (Scalar)
        row -> {
          String text = row.text(field);
          return text == null ? null : meaning.apply(text);
        };
  }
}
