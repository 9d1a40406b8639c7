package dev.lanner.cql.compile;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.node.Flow;
import dev.lanner.cql.node.Transforms;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.CountsRows;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.GroupingAggregate;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Projection;
import dev.lanner.cql.run.Quorum;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The stages of a query, split at the first aggregate. */
final class Plan implements CompiledQuery {
  private final Context context;
  private final List<Stage> stages;
  private final Preparations preparations;
  private final int split;
  private final Transform perEvent;
  private final Grouping grouping;
  private final Rows rows;

  Plan(Context context, List<Stage> stages, Preparations preparations) {
    this.context = context;
    this.stages = List.copyOf(stages);
    this.preparations = preparations;
    this.split = firstAggregate(stages);
    List<Node> nodes = Stage.nodes(stages);
    boolean aggregates = split < nodes.size();
    this.perEvent = Transforms.sequence(nodes.subList(0, split));
    this.grouping = aggregates ? grouping((Aggregate) nodes.get(split)) : null;
    this.rows = new RowSteps(aggregates ? nodes.subList(split + 1, nodes.size()) : List.of());
  }

  private static int firstAggregate(List<Stage> stages) {
    int i = 0;
    while (i < stages.size() && !(stages.get(i).node() instanceof Aggregate)) {
      i++;
    }
    return i;
  }

  private static Grouping grouping(Aggregate aggregate) {
    return aggregate instanceof GroupingAggregate
        ? new ByKey((GroupingAggregate) aggregate)
        : new OneGroup(aggregate);
  }

  /** All steps, to run without being split. */
  List<Stage> stages() {
    return stages;
  }

  Preparations preparations() {
    return preparations;
  }

  SearchInput input() {
    return context.input();
  }

  @Override
  public FieldTable fields() {
    return context.fields();
  }

  @Override
  public BitSet read() {
    BitSet read = new BitSet();
    for (Stage stage : eventStages()) {
      read.or(stage.used());
    }
    return read;
  }

  /** The stages that see events: those before the first aggregate, and the aggregate itself. */
  private List<Stage> eventStages() {
    return stages.subList(0, Math.min(split + 1, stages.size()));
  }

  @Override
  public boolean readsAnything() {
    return eventStages().stream().anyMatch(Stage::usesAnything);
  }

  @Override
  public boolean needsWholeInput() {
    boolean sources = stages.stream().anyMatch(Stage::source);
    return sources || !preparations.isEmpty();
  }

  @Override
  public Filter prefilter(Predicate<String> deferred) {
    List<Node> early = new ArrayList<>();
    for (Stage stage : stages.subList(0, split)) {
      if (stage.usesAnything()
          || stage.used().stream().anyMatch(id -> deferred.test(fields().name(id)))) {
        break;
      }
      early.add(stage.node());
    }
    return Filters.emits(early);
  }

  @Override
  public Requirement requirement(Set<String> deferred) {
    if (needsWholeInput()) {
      return Requirement.ALWAYS;
    }
    Trace trace = new Trace(fields(), deferred);
    List<Requirement> all = new ArrayList<>();
    for (Stage stage : stages.subList(0, split)) {
      all.add(trace.through(stage.node()));
    }
    return Requirement.allOf(all);
  }

  @Override
  public List<PlannedStep> steps() {
    List<PlannedStep> steps = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      PlannedStep.Part part =
          i < split
              ? PlannedStep.Part.PER_EVENT
              : i == split ? PlannedStep.Part.AGGREGATE : PlannedStep.Part.ROWS;
      List<String> names = stage.used().stream().mapToObj(fields()::name).sorted().toList();
      steps.add(new PlannedStep(part, stage.step(), names, stage.usesAnything()));
    }
    return steps;
  }

  @Override
  public Transform perEvent() {
    return perEvent;
  }

  @Override
  public Optional<Grouping> grouping() {
    return Optional.ofNullable(grouping);
  }

  @Override
  public Rows rows() {
    return rows;
  }

  @Override
  public int quorum() {
    if (grouping == null || !rows.perRow() || grouping.limit() != Long.MAX_VALUE) {
      return 1;
    }
    List<Node> nodes = Stage.nodes(stages);
    BitSet counts = nodes.get(split) instanceof CountsRows known ? known.counts() : new BitSet();
    return Math.max(1, Quorum.ofAll(nodes.subList(split + 1, nodes.size()), counts));
  }

  @Override
  public List<String> columns() {
    List<String> columns = List.of();
    for (Stage stage : stages) {
      if (stage.node() instanceof Columns) {
        columns = ((Columns) stage.node()).columns();
      }
    }
    return List.copyOf(columns);
  }

  @Override
  public boolean allColumns() {
    return !stages.isEmpty() && stages.get(stages.size() - 1).node() instanceof Projection;
  }

  private static final class ByKey implements Grouping {
    private final GroupingAggregate aggregate;
    private final Aggregate function;

    ByKey(GroupingAggregate aggregate) {
      this.aggregate = aggregate;
      this.function = aggregate.function();
    }

    @Override
    public int[] keys() {
      return aggregate.keys();
    }

    @Override
    public boolean key(Row row, String[] into) {
      return aggregate.key(row, into);
    }

    @Override
    public Accumulator create() {
      return function.create();
    }

    @Override
    public boolean mergeable() {
      return function.mergeable();
    }

    @Override
    public List<String> keeps() {
      return function.keeps();
    }

    @Override
    public void emit(String[] key, Accumulator state, Output out) {
      aggregate.emit(key, state, out);
    }

    @Override
    public long limit() {
      return aggregate.limit();
    }
  }

  private static final class OneGroup implements Grouping {
    private final Aggregate aggregate;

    OneGroup(Aggregate aggregate) {
      this.aggregate = aggregate;
    }

    @Override
    public int[] keys() {
      return new int[0];
    }

    @Override
    public boolean key(Row row, String[] into) {
      return true;
    }

    @Override
    public Accumulator create() {
      return aggregate.create();
    }

    @Override
    public boolean mergeable() {
      return aggregate.mergeable();
    }

    @Override
    public List<String> keeps() {
      return aggregate.keeps();
    }

    @Override
    public void emit(String[] key, Accumulator state, Output out) {
      state.emit(out);
    }

    @Override
    public long limit() {
      return Long.MAX_VALUE;
    }
  }

  private static final class RowSteps implements Rows {
    private final List<Node> nodes;
    private final boolean perRow;

    RowSteps(List<Node> nodes) {
      this.nodes = List.copyOf(nodes);
      this.perRow = nodes.stream().noneMatch(Aggregate.class::isInstance);
    }

    @Override
    public boolean perRow() {
      return perRow;
    }

    @Override
    public void run(Iterable<Row> rows, Output out) {
      Flow flow = Flow.of(nodes, out);
      rows.forEach(flow::emit);
      flow.finish();
    }
  }
}
