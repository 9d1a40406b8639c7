package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.TracedValue;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.Optional;

/** The same value for every row; null for none. */
record Constant(Value value) implements Scalar, TracedValue {
  @Override
  public Value eval(Row row) {
    return value;
  }

  @Override
  public Origins origins(Trace trace) {
    return value == null ? Origins.UNKNOWN : Origins.constant(value.text());
  }

  @Override
  public Optional<String> constant() {
    return Optional.ofNullable(value).map(Value::text);
  }
}
