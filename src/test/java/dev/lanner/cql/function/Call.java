package dev.lanner.cql.function;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.RelativeTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a function without a query around it: arguments are given as Java values, defaults come
 * from the spec, and what the function is bound to can be run over a few rows. For tests of one
 * function alone; what a query says is tested by spec files.
 */
public final class Call implements Arguments {
  private final CqlFunction function;
  private final FieldTable fields;
  private final Map<String, Object> given = new HashMap<>();
  private final Map<String, Environment.LookupFile> files = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private boolean asRule;
  private boolean inSequence;

  private Call(CqlFunction function, FieldTable fields) {
    this.function = function;
    this.fields = fields;
  }

  /** A call of a standard function. */
  public static Call of(String name) {
    return of(name, new FieldTable());
  }

  /** A call of a standard function whose fields are those of {@code fields}. */
  public static Call of(String name, FieldTable fields) {
    return of(FunctionRegistry.standard().find(name).orElseThrow(), fields);
  }

  /** A call of a function. */
  public static Call of(CqlFunction function, FieldTable fields) {
    return new Call(function, fields);
  }

  /**
   * Gives an argument: a text, a list, a number, a boolean, a node, as the parameter's type wants
   * it.
   */
  public Call with(String parameter, Object value) {
    parameter(parameter);
    given.put(parameter, value);
    return this;
  }

  /** Gives a lookup file: its columns, then its rows. */
  public Call file(String name, List<String> columns, List<List<String>> rows) {
    files.put(
        name,
        new Environment.LookupFile() {
          @Override
          public List<String> columns() {
            return columns;
          }

          @Override
          public List<List<String>> rows() {
            return rows;
          }
        });
    return this;
  }

  /** Binds as in a detection rule. */
  public Call inRule() {
    asRule = true;
    return this;
  }

  /** Binds as behind an aggregate, or as before the first. */
  public Call afterAggregate(boolean behind) {
    inSequence = behind;
    return this;
  }

  /** What the call is bound to, whatever problems it has. */
  public Node node() {
    return function.bind(this);
  }

  /** The messages of all problems binding gives. */
  public List<String> problems() {
    function.bind(this);
    return problems;
  }

  /** Binds without problems and runs rows, each {@code a=1 b=2}, through the node. */
  public List<String> run(String... rows) {
    Node node = node();
    if (!problems.isEmpty()) {
      throw new AssertionError(problems.toString());
    }
    List<String> out = new ArrayList<>();
    List<Row> in = new ArrayList<>();
    for (String row : rows) {
      in.add(row(row));
    }
    if (node instanceof Aggregate aggregate) {
      Accumulator state = aggregate.create();
      in.forEach(state::add);
      state.emit(row -> out.add(print(row)));
    } else if (node instanceof Transform transform) {
      in.forEach(row -> transform.process(row, result -> out.add(print(result))));
    } else if (node instanceof Filter filter) {
      in.stream().filter(filter::test).forEach(row -> out.add(print(row)));
    } else if (node instanceof Scalar scalar) {
      in.forEach(row -> out.add(scalar.text(row)));
    }
    return out;
  }

  /** A row over an event: {@code a=1 b=x}; an underscore in a value is a blank. */
  public Row row(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.split(" ")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        values.put(part.substring(0, equals), part.substring(equals + 1).replace('_', ' '));
      }
    }
    return new Row(fields).reset(new MapEvent(fields, values));
  }

  /** A row as {@link #row} reads it. */
  public static String print(Row row) {
    StringBuilder text = new StringBuilder();
    row.forEach(
        (name, value) -> {
          if (text.length() > 0) {
            text.append(' ');
          }
          text.append(name).append('=').append(value.replace(' ', '_'));
        });
    return text.toString();
  }

  private Parameter parameter(String name) {
    return function.spec().parameters().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no parameter " + name));
  }

  private Object value(String name) {
    if (given.containsKey(name)) {
      return given.get(name);
    }
    String fallback = parameter(name).fallback();
    if (fallback == null) {
      throw new IllegalStateException("no default for " + name);
    }
    return fallback;
  }

  @Override
  public boolean given(String parameter) {
    parameter(parameter);
    return given.containsKey(parameter);
  }

  @Override
  public String text(String parameter) {
    Object value = value(parameter);
    return value instanceof List<?> list ? list.get(0).toString() : value.toString();
  }

  @Override
  public List<String> texts(String parameter) {
    Object value = value(parameter);
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }

  @Override
  public long whole(String parameter) {
    String text = text(parameter);
    return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
  }

  @Override
  public double number(String parameter) {
    return Double.parseDouble(text(parameter));
  }

  @Override
  public long millis(String parameter) {
    return RelativeTime.millis(text(parameter)).orElseThrow();
  }

  @Override
  public boolean flag(String parameter) {
    return Boolean.parseBoolean(text(parameter));
  }

  @Override
  public RegexText regex(String parameter) {
    return new RegexText(text(parameter), "");
  }

  @Override
  public Scalar expression(String parameter) {
    return (Scalar) value(parameter);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Scalar> expressions(String parameter) {
    return (List<Scalar>) value(parameter);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Assignment> assignments() {
    return (List<Assignment>) value("assignments");
  }

  @Override
  public Filter filter(String parameter) {
    return (Filter) value(parameter);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Aggregate> aggregates(String parameter) {
    return (List<Aggregate>) value(parameter);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<List<String>> tuples(String parameter) {
    Object value = value(parameter);
    return value instanceof String text ? List.of(List.of(text)) : (List<List<String>>) value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Filter> filters(String parameter) {
    return (List<Filter>) value(parameter);
  }

  @Override
  public Transform transform(String parameter) {
    return (Transform) value(parameter);
  }

  @Override
  public RowSource subquery(String parameter, Scope scope) {
    return (RowSource) value(parameter);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<NamedQuery> namedQueries() {
    return (List<NamedQuery>) value("query");
  }

  @Override
  public Table declareTable(String name) {
    return (columns, rows) -> {};
  }

  @Override
  public Optional<Environment.LookupFile> table(String name) {
    return Optional.empty();
  }

  @Override
  public void readsAnything() {
    // Rows of a test are there as a whole.
  }

  @Override
  public FieldTable fields() {
    return fields;
  }

  @Override
  public Environment environment() {
    return new Environment() {
      @Override
      public long now() {
        return 1_700_000_100_000L;
      }

      @Override
      public long start() {
        return 1_700_000_000_000L;
      }

      @Override
      public long end() {
        return 1_700_000_060_000L;
      }

      @Override
      public Optional<LookupFile> lookup(String name) {
        return Optional.ofNullable(files.get(name));
      }

      @Override
      public Optional<Database> database(String name) {
        return Optional.of((type, key) -> key.equals("10.0.0.1") ? Map.of("lat", "1") : null);
      }

      @Override
      public Optional<String> savedQuery(String name) {
        return Optional.empty();
      }

      @Override
      public List<String> parameter(String name) {
        return List.of();
      }
    };
  }

  @Override
  public boolean asRule() {
    return asRule;
  }

  @Override
  public boolean inSequence() {
    return inSequence;
  }

  @Override
  public void problem(String parameter, String code, String message, String hint) {
    problems.add(code + ": " + message);
  }

  @Override
  public void warning(String parameter, String code, String message, String hint) {
    problems.add("warning " + code + ": " + message);
  }

  @Override
  public void missing(String parameter, String code, String message, String hint) {
    problems.add("missing " + code + ": " + message);
  }
}
