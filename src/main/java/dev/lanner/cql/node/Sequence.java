package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;
import java.util.List;

/** Steps that take one row at a time, as one transformation. */
final class Sequence implements Transform {
  private final Flow flow;
  private Output out;

  Sequence(List<Node> nodes) {
    this.flow = Flow.of(nodes, row -> this.out.emit(row));
  }

  @Override
  public void process(Row row, Output out) {
    this.out = out;
    flow.emit(row);
  }
}
