package dev.lanner.cql.compile;

import dev.lanner.cql.analysis.BoundCall;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.value.RelativeTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The arguments of one call as its function sees them; all are read when this is made. */
final class CallArguments implements Arguments {
  private final Surroundings scope;
  private final BoundCall call;
  private final FunctionSpec spec;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<NamedQuery> namedQueries = new ArrayList<>();
  private boolean ok = true;

  CallArguments(Surroundings scope, BoundCall call) {
    this.scope = scope;
    this.call = call;
    this.spec = call.function().spec();
    ArgumentReader reader = new ArgumentReader(scope, spec);
    int errors = scope.context().errors();
    call.given().forEach((name, given) -> values.put(name, reader.read(given)));
    for (Parameter parameter : spec.parameters()) {
      if (parameter.type() == Parameter.Type.ASSIGNMENTS) {
        call.rest().forEach(argument -> assignments.add(reader.assignment(argument)));
      } else if (parameter.type() == Parameter.Type.NAMED_SUBQUERIES) {
        call.rest().forEach(argument -> namedQueries.add(reader.namedQuery(argument)));
      }
    }
    ok = !reader.failed() && scope.context().errors() == errors;
  }

  /** Whether every argument could be read, and the function found nothing wrong with them. */
  boolean ok() {
    return ok;
  }

  @Override
  public boolean given(String parameter) {
    return values.containsKey(parameter);
  }

  private Parameter parameter(String name) {
    for (Parameter parameter : spec.parameters()) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    throw new IllegalStateException(spec.name() + " has no parameter " + name);
  }

  private String fallback(String name) {
    String fallback = parameter(name).fallback();
    if (fallback == null) {
      throw new IllegalStateException(
          spec.name() + ": " + name + " was not given and has no default");
    }
    return fallback;
  }

  @Override
  public String text(String parameter) {
    Object value = values.get(parameter);
    if (value instanceof List<?> several) {
      if (several.isEmpty()) {
        throw new IllegalStateException(spec.name() + ": " + parameter + " is empty");
      }
      return (String) several.get(0);
    }
    return value == null ? fallback(parameter) : (String) value;
  }

  @Override
  public List<String> texts(String parameter) {
    Object value = values.get(parameter);
    if (value == null) {
      return List.of(fallback(parameter));
    }
    return value instanceof String ? List.of((String) value) : list(value, String.class);
  }

  @Override
  public List<List<String>> tuples(String parameter) {
    List<List<String>> tuples = new ArrayList<>();
    list(values.get(parameter), List.class).forEach(tuple -> tuples.add(list(tuple, String.class)));
    return tuples;
  }

  private static <T> List<T> list(Object value, Class<T> of) {
    List<T> all = new ArrayList<>();
    for (Object element : (List<?>) value) {
      all.add(of.cast(element));
    }
    return all;
  }

  @Override
  public long whole(String parameter) {
    Long value = (Long) values.get(parameter);
    if (value != null) {
      return value;
    }
    String fallback = fallback(parameter);
    return fallback.equals(ArgumentReader.MAX) ? Long.MAX_VALUE : Long.parseLong(fallback);
  }

  @Override
  public double number(String parameter) {
    Double value = (Double) values.get(parameter);
    return value != null ? value : Double.parseDouble(fallback(parameter));
  }

  @Override
  public long millis(String parameter) {
    Long value = (Long) values.get(parameter);
    return value != null ? value : RelativeTime.millis(fallback(parameter)).orElseThrow();
  }

  @Override
  public boolean flag(String parameter) {
    Boolean value = (Boolean) values.get(parameter);
    return value != null ? value : fallback(parameter).equals("true");
  }

  @Override
  public RegexText regex(String parameter) {
    RegexText value = (RegexText) values.get(parameter);
    return value != null ? value : new RegexText(fallback(parameter), "");
  }

  private Object required(String parameter) {
    Object value = values.get(parameter);
    if (value == null) {
      throw new IllegalStateException(spec.name() + ": " + parameter + " was not given");
    }
    return value;
  }

  @Override
  public Scalar expression(String parameter) {
    return (Scalar) required(parameter);
  }

  @Override
  public List<Scalar> expressions(String parameter) {
    return list(required(parameter), Scalar.class);
  }

  @Override
  public List<Assignment> assignments() {
    return List.copyOf(assignments);
  }

  @Override
  public Filter filter(String parameter) {
    return (Filter) required(parameter);
  }

  @Override
  public List<Filter> filters(String parameter) {
    return list(required(parameter), Filter.class);
  }

  @Override
  public List<Aggregate> aggregates(String parameter) {
    return list(required(parameter), Aggregate.class);
  }

  @Override
  public Transform transform(String parameter) {
    return (Transform) required(parameter);
  }

  @Override
  public RowSource subquery(String parameter, Arguments.Scope where) {
    ArgumentReader.Query query = (ArgumentReader.Query) required(parameter);
    if (where.view().isPresent()
        && !scope.context().options().environment().hasView(where.view().get())) {
      missing(
          given("view") ? "view" : parameter,
          "unknown-view",
          "the view `" + where.view().get() + "` is not at hand",
          "");
    }
    return Subquery.of(scope.context(), query.stages(), query.preparations(), where);
  }

  @Override
  public List<NamedQuery> namedQueries() {
    return List.copyOf(namedQueries);
  }

  @Override
  public Table declareTable(String name) {
    Map<String, DefinedTable> tables = scope.context().tables();
    DefinedTable table = new DefinedTable();
    if (tables.putIfAbsent(name.toLowerCase(Locale.ROOT), table) != null) {
      problem("name", "duplicate-table", "the table `" + name + "` is defined twice", "");
    }
    if (tables.size() > Context.MOST_TABLES) {
      problem(
          null, "too-many-tables", "more than " + Context.MOST_TABLES + " tables are defined", "");
    }
    return table;
  }

  @Override
  public Optional<Environment.LookupFile> table(String name) {
    return Optional.ofNullable(scope.context().tables().get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public void readsAnything() {
    scope.context().usesAnything();
  }

  @Override
  public boolean inSequence() {
    return scope.gathered();
  }

  @Override
  public boolean orderMatters() {
    return scope.orderMatters();
  }

  @Override
  public FieldTable fields() {
    return scope.context().fields();
  }

  @Override
  public int field(String parameter) {
    String name = text(parameter);
    boolean output = parameter(parameter).type() == Parameter.Type.OUTPUT;
    return output ? scope.context().written(name) : fields().intern(name);
  }

  @Override
  public Environment environment() {
    return scope.context().options().environment();
  }

  @Override
  public boolean asRule() {
    return scope.context().options().asRule() && scope.place() != Place.AGGREGATE;
  }

  @Override
  public void problem(String parameter, String code, String message, String hint) {
    ok = false;
    scope.report(Problem.Severity.ERROR, code, place(parameter), message, hint);
  }

  @Override
  public void warning(String parameter, String code, String message, String hint) {
    scope.report(Problem.Severity.WARNING, code, place(parameter), message, hint);
  }

  @Override
  public void missing(String parameter, String code, String message, String hint) {
    scope.missing(code, place(parameter), message, hint);
  }

  private Span place(String parameter) {
    BoundCall.Given given = parameter == null ? null : call.given().get(parameter);
    return given == null ? call.call().nameSpan() : given.span();
  }
}
