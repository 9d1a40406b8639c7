package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
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
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The different texts of each field, in the order they first appear by time, joined to one text;
 * with {@code multival=false}, a row for each. At most 2,000 texts a field and {@link
 * FirstTexts#MAX_CHARACTERS} characters: partial beyond. No row if no row has any of the fields.
 */
public final class Collect implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "collect",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("fields", FIELDS).orUnnamed(),
          optional("limit", WHOLE, "2000"),
          optional("multival", BOOLEAN, "true"),
          optional("separator", TEXT, "\n"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> names = arguments.texts("fields");
    if (arguments.whole("limit") < 1) {
      arguments.problem("limit", "bad-argument", "the limit must be at least 1", "");
    }
    long limit = Math.max(1, arguments.whole("limit"));
    if (arguments.flag("multival")) {
      return collected(arguments, names, limit, arguments.text("separator"));
    }
    List<String> distinct = names.stream().distinct().toList();
    return new CollectedRows(
        arguments.fields(), Places.stable(arguments), distinct, ids(arguments, distinct), limit);
  }

  /** The different texts of each of the fields, a line each, with the usual limit. */
  public static Aggregate all(Arguments arguments, List<String> names) {
    return collected(arguments, names, 2000, "\n");
  }

  private static Aggregate collected(
      Arguments arguments, List<String> names, long limit, String separator) {
    List<String> distinct = names.stream().distinct().toList();
    return new Collected(
        arguments.fields(),
        Places.stable(arguments),
        distinct,
        ids(arguments, distinct),
        limit,
        separator);
  }

  private static int[] ids(Arguments arguments, List<String> names) {
    return names.stream().mapToInt(arguments.fields()::intern).toArray();
  }

  private record Collected(
      FieldTable fields,
      Places places,
      List<String> columns,
      int[] ids,
      long limit,
      String separator)
      implements Aggregate, Columns {
    @Override
    public List<String> keeps() {
      return columns.stream()
          .map(
              name ->
                  name
                      + ": "
                      + Bound.upTo(limit, "texts, ")
                      + Bound.upTo(FirstTexts.MAX_CHARACTERS, "characters"))
          .toList();
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  private static final class State implements Accumulator {
    private final Collected aggregate;
    private final FirstTexts[] texts;
    private long seen;

    State(Collected aggregate) {
      this.aggregate = aggregate;
      this.texts = new FirstTexts[aggregate.ids.length];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = new FirstTexts(aggregate.limit);
      }
    }

    @Override
    public void add(Row row) {
      Place place = aggregate.places.of(row, seen++);
      for (int i = 0; i < texts.length; i++) {
        String text = row.text(aggregate.ids[i]);
        if (text != null) {
          texts[i].offer(text, place);
        }
      }
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      for (int i = 0; i < texts.length; i++) {
        texts[i].merge(state.texts[i], seen);
      }
      seen += state.seen;
    }

    @Override
    public void emit(Output out) {
      Row row = new Row(aggregate.fields).reset(null);
      boolean any = false;
      for (int i = 0; i < texts.length; i++) {
        List<String> all = texts[i].texts();
        if (!all.isEmpty()) {
          row.set(aggregate.ids[i], String.join(aggregate.separator, all));
          any = true;
        }
      }
      if (any) {
        out.emit(row);
      }
    }

    @Override
    public boolean partial() {
      for (FirstTexts field : texts) {
        if (field.partial()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(seen);
      for (FirstTexts field : texts) {
        field.write(out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      seen = in.readLong();
      for (FirstTexts field : texts) {
        field.read(in);
      }
    }
  }
}
