package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Quorum;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Steps that take one row at a time, as one transformation. */
final class Sequence implements Transform, Traced, Quorum {
  private final List<Node> nodes;
  private final Flow flow;
  private Output out;

  Sequence(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
    this.flow = Flow.of(nodes, row -> this.out.emit(row));
  }

  @Override
  public void process(Row row, Output out) {
    this.out = out;
    flow.emit(row);
  }

  @Override
  public int quorum(BitSet counts) {
    return Quorum.ofAll(nodes, counts);
  }

  @Override
  public Requirement trace(Trace trace) {
    List<Requirement> all = new ArrayList<>();
    for (Node node : nodes) {
      all.add(trace.through(node));
    }
    return Requirement.allOf(all);
  }
}
