package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import java.util.List;

/**
 * Steps that rows are pushed through. Filters and transformations hand on at once; aggregates hold
 * back until {@link #finish}.
 *
 * <pre>
 *   emit ──▶ filter ──▶ transform ──▶ aggregate ─┄ finish ┄─▶ filter ──▶ out
 * </pre>
 *
 * <p>For one run: a flow that was finished takes no more rows. One without aggregates can be used
 * on and on. What steps behind a transformation do to a row is undone before it regains control, so
 * that it may hand on the same row several times.
 */
public abstract class Flow implements Output {
  private Flow() {}

  /** The steps in order, with {@code out} behind the last. */
  public static Flow of(List<? extends Node> nodes, Output out) {
    Flow flow = new Last(out);
    int end = nodes.size();
    while (end > 0) {
      int start = end - 1;
      while (start > 0 && isStraight(nodes.get(start)) && isStraight(nodes.get(start - 1))) {
        start--;
      }
      flow = before(nodes.subList(start, end), flow);
      end = start;
    }
    return flow;
  }

  private static boolean isStraight(Node node) {
    return node instanceof Filter || node instanceof Change;
  }

  private static Flow before(List<? extends Node> nodes, Flow next) {
    Node node = nodes.get(0);
    if (isStraight(node)) {
      return new Straight(nodes.toArray(new Node[0]), next);
    }
    if (node instanceof Transform) {
      return new Transformed((Transform) node, next);
    }
    if (node instanceof Aggregate) {
      return new Aggregated((Aggregate) node, next);
    }
    throw new IllegalArgumentException("a value is no step: " + (Scalar) node);
  }

  /** No more rows will come: aggregates hand on what they have, from the first to the last. */
  public abstract void finish();

  /** Whether an aggregate stopped at a bound, so that the result covers part of the input only. */
  public abstract boolean partial();

  private static final class Last extends Flow {
    private final Output out;

    Last(Output out) {
      this.out = out;
    }

    @Override
    public void emit(Row row) {
      out.emit(row);
    }

    @Override
    public void finish() {
      // Nothing is held back here.
    }

    @Override
    public boolean partial() {
      return false;
    }
  }

  private abstract static class Link extends Flow {
    final Flow next;

    Link(Flow next) {
      this.next = next;
    }

    /** Hands a row on and undoes what was done to it behind. */
    final void lend(Row row) {
      int mark = row.mark();
      next.emit(row);
      row.rollback(mark);
    }

    @Override
    public void finish() {
      next.finish();
    }

    @Override
    public boolean partial() {
      return next.partial();
    }
  }

  /** Steps that hand on a row at most once, and so need nothing between them. */
  private static final class Straight extends Link {
    private final Node[] nodes;

    Straight(Node[] nodes, Flow next) {
      super(next);
      this.nodes = nodes;
    }

    @Override
    public void emit(Row row) {
      for (Node node : nodes) {
        if (node instanceof Change) {
          ((Change) node).apply(row);
        } else if (!((Filter) node).test(row)) {
          return;
        }
      }
      next.emit(row);
    }
  }

  private static final class Transformed extends Link {
    private final Transform transform;
    private final Output behind = this::lend;

    Transformed(Transform transform, Flow next) {
      super(next);
      this.transform = transform;
    }

    @Override
    public void emit(Row row) {
      transform.process(row, behind);
    }
  }

  private static final class Aggregated extends Link {
    private final Accumulator state;

    Aggregated(Aggregate aggregate, Flow next) {
      super(next);
      this.state = aggregate.create();
    }

    @Override
    public void emit(Row row) {
      state.add(row);
    }

    @Override
    public void finish() {
      state.emit(this::lend);
      next.finish();
    }

    @Override
    public boolean partial() {
      return state.partial() || next.partial();
    }
  }
}
