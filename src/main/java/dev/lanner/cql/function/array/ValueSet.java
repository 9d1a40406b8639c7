package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.AGGREGATE;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Wire;
import dev.lanner.cql.value.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code array:union} and {@code array:intersection}: the values that occur in the array of any
 * event, or of every event that has one, as an array in the order of the texts. At most {@value
 * Texts#MAX_ELEMENTS} values, the first by that order.
 */
final class ValueSet implements CqlFunction {
  private final FunctionSpec spec;
  private final boolean everywhere;

  private ValueSet(String name, boolean everywhere) {
    this.spec =
        FunctionSpec.exact(
            "array:" + name,
            AGGREGATE,
            ARRAY,
            required("array", Parameter.Type.TEXT).orUnnamed(),
            as("_" + name));
    this.everywhere = everywhere;
  }

  static ValueSet union() {
    return new ValueSet("union", false);
  }

  static ValueSet intersection() {
    return new ValueSet("intersection", true);
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    ArrayField target = ArrayField.of(arguments.text("as"));
    FieldTable fields = arguments.fields();
    return new Values(fields, array, target, everywhere);
  }

  private record Values(FieldTable fields, ArrayField array, ArrayField target, boolean everywhere)
      implements Aggregate {
    @Override
    public Accumulator create() {
      return new State(fields, array, target, everywhere);
    }

    @Override
    public List<String> keeps() {
      return List.of(Bound.upTo(Texts.MAX_ELEMENTS, "values"));
    }
  }

  private static final class State implements Accumulator {
    private final FieldTable fields;
    private final ArrayField array;
    private final ArrayField target;
    private final boolean everywhere;
    private TreeSet<String> values;
    private boolean cut;

    State(FieldTable fields, ArrayField array, ArrayField target, boolean everywhere) {
      this.fields = fields;
      this.array = array;
      this.target = target;
      this.everywhere = everywhere;
    }

    @Override
    public void add(Row row) {
      List<String> elements = array.read(row);
      if (!elements.isEmpty()) {
        take(elements);
      }
    }

    private void take(Collection<String> elements) {
      if (values == null) {
        values = new TreeSet<>(elements);
      } else if (everywhere) {
        values.retainAll(new HashSet<>(elements));
      } else {
        values.addAll(elements);
      }
      while (values.size() > Texts.MAX_ELEMENTS) {
        values.pollLast();
        cut = true;
      }
    }

    @Override
    public void merge(Accumulator other) {
      State same = (State) other;
      cut |= same.cut;
      if (same.values != null) {
        take(same.values);
      }
    }

    @Override
    public void emit(Output out) {
      Row row = new Row(fields).reset(null);
      if (values != null) {
        target.write(row, new ArrayList<>(values));
      }
      out.emit(row);
    }

    @Override
    public boolean partial() {
      return cut;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(cut);
      out.writeBoolean(values != null);
      if (values != null) {
        Wire.writeTexts(values.toArray(String[]::new), out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      cut = in.readBoolean();
      values = in.readBoolean() ? new TreeSet<>(List.of(Wire.readTexts(in))) : null;
    }
  }
}
