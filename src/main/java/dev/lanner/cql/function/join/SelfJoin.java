package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.FILTERS;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.function.aggregate.Collect;
import dev.lanner.cql.function.aggregate.Combined;
import dev.lanner.cql.function.aggregate.GroupStates;
import dev.lanner.cql.function.aggregate.SelectLast;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One row for each key for which each of some conditions is met by some event: the key, the newest
 * texts of the {@code select} fields, the different texts of the {@code collect} fields. With
 * {@code prefilter=true} these are taken from events that meet a condition only. Exact, so that
 * {@code postfilter} changes nothing.
 */
final class SelfJoin implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "selfJoin",
          Kind.AGGREGATE,
          Group.JOIN,
          required("field", FIELDS).orUnnamed(),
          required("where", FILTERS),
          optional("collect", FIELDS),
          optional("select", FIELDS),
          optional("limit", WHOLE, "20000").oneOf("max"),
          optional("prefilter", BOOLEAN, "false"),
          optional("postfilter", BOOLEAN, "false"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<Aggregate> functions = new ArrayList<>();
    if (arguments.given("select")) {
      functions.add(SelectLast.last(arguments, arguments.texts("select")));
    }
    if (arguments.given("collect")) {
      functions.add(Collect.all(arguments, arguments.texts("collect")));
    }
    if (arguments.whole("limit") < 1) {
      arguments.problem("limit", "bad-argument", "the limit must be at least 1", "");
    }
    return new Keyed(
        arguments.fields(),
        arguments.fieldIds("field"),
        Conditions.of(arguments, "where"),
        Combined.of(arguments.fields(), functions),
        arguments.flag("prefilter"),
        arguments.whole("limit"));
  }

  private record Keyed(
      FieldTable fields,
      int[] keys,
      Conditions conditions,
      Aggregate function,
      boolean prefilter,
      long limit)
      implements Aggregate, Columns {
    @Override
    public List<String> columns() {
      List<String> all = new ArrayList<>();
      for (int key : keys) {
        all.add(fields.name(key));
      }
      if (function instanceof Columns known) {
        known.columns().stream().filter(name -> !all.contains(name)).forEach(all::add);
      }
      return all;
    }

    @Override
    public List<String> keeps() {
      return List.of("for each key: the conditions met; " + String.join("; ", function.keeps()));
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  /** The state of one key: the conditions met, and what was taken. */
  private static final class KeyState implements Accumulator {
    private final Keyed aggregate;
    private final Accumulator taken;
    private long met;

    KeyState(Keyed aggregate) {
      this.aggregate = aggregate;
      this.taken = aggregate.function.create();
    }

    @Override
    public void add(Row row) {
      long some = aggregate.conditions.met(row);
      met |= some;
      if (some != 0 || !aggregate.prefilter) {
        taken.add(row);
      }
    }

    boolean complete() {
      return met == aggregate.conditions.all();
    }

    @Override
    public void merge(Accumulator other) {
      met |= ((KeyState) other).met;
      taken.merge(((KeyState) other).taken);
    }

    @Override
    public void emit(Output out) {
      taken.emit(out);
    }

    @Override
    public boolean partial() {
      return taken.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(met);
      taken.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      met = in.readLong();
      taken.read(in);
    }
  }

  private static final class State implements Accumulator {
    private final Keyed aggregate;
    private final GroupStates states;

    State(Keyed aggregate) {
      this.aggregate = aggregate;
      this.states = new GroupStates(() -> new KeyState(aggregate));
    }

    @Override
    public void add(Row row) {
      List<String> key = Keys.of(row, aggregate.keys);
      Accumulator state = key == null ? null : states.of(key.toArray(String[]::new));
      if (state != null) {
        state.add(row);
      }
    }

    @Override
    public void merge(Accumulator other) {
      states.merge(((State) other).states);
    }

    @Override
    public void emit(Output out) {
      long[] left = {aggregate.limit};
      states.forEach(
          Long.MAX_VALUE,
          (key, state) -> {
            if (((KeyState) state).complete() && left[0]-- > 0) {
              emit(key, state, out);
            }
          });
    }

    private void emit(String[] key, Accumulator state, Output out) {
      Row row = new Row(aggregate.fields).reset(null);
      for (int i = 0; i < key.length; i++) {
        row.set(aggregate.keys[i], key[i]);
      }
      state.emit(taken -> taken.forEach(row::set));
      out.emit(row);
    }

    @Override
    public boolean partial() {
      return states.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      states.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      states.read(in);
    }
  }
}
