package dev.lanner.cql.compile;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.node.Flow;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs a pipeline over bounded input: prepares what must be prepared, then pushes every event
 * through.
 */
final class Search {
  private final FieldTable fields;
  private final List<Stage> stages;
  private final List<Node> nodes;
  private final Preparations preparations;
  private final int source;

  Search(FieldTable fields, List<Stage> stages, Preparations preparations) {
    this.fields = fields;
    this.stages = stages;
    this.nodes = Stage.nodes(stages);
    this.preparations = preparations;
    int last = 0;
    for (int i = 0; i < stages.size(); i++) {
      last = stages.get(i).source() ? i : last;
    }
    this.source = last;
  }

  /** Runs the whole pipeline; false if a bound cut the result. */
  boolean run(Supplier<Iterable<? extends Event>> events, Output out) {
    for (Preparations.At at : preparations.all()) {
      at.node().prepare(upstream -> through(at.stage(), events, upstream));
    }
    return through(stages.size(), events, out);
  }

  /** Pushes the events through the first {@code count} steps. */
  private boolean through(int count, Supplier<Iterable<? extends Event>> events, Output out) {
    int first = Math.min(source, count);
    Flow flow = Flow.of(nodes.subList(first, count), out);
    boolean replaced = first < count && stages.get(first).source();
    if (!replaced) {
      Row row = new Row(fields);
      for (Event event : events.get()) {
        flow.emit(row.reset(event));
      }
    }
    flow.finish();
    return !flow.partial();
  }
}
