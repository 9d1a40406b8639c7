package dev.lanner.cql.function;

import static java.util.Map.entry;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.Arguments.Link;
import dev.lanner.cql.function.Arguments.NamedQuery;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One call of every function there is, made from its spec: required parameters get an argument of
 * their type over the fields {@code k} (few texts), {@code n} (numbers and other texts), {@code m}
 * (numbers), {@code s} (texts) and {@code a[]} (an array). Where a type says too little, {@link
 * #ARGUMENTS} says more.
 */
final class SampleCalls {
  /** Arguments by function and parameter. */
  private static final Map<String, Map<String, Object>> ARGUMENTS =
      Map.ofEntries(
          entry("array:intersection", Map.of("array", "a[]")),
          entry("array:reduceAll", Map.of("array", "a[]", "var", "e")),
          entry("array:reduceColumn", Map.of("array", "a[]", "var", "e")),
          entry("array:union", Map.of("array", "a[]")),
          entry("bitfield:extractFlags", Map.of("output", List.of(List.of("0", "low")))),
          entry("bitfield:extractFlagsAsArray", Map.of("flagNames", List.of(List.of("0", "low")))),
          entry("bitfield:extractFlagsAsString", Map.of("flagNames", List.of(List.of("0", "low")))),
          entry("bucket", Map.of("span", "1m", "field", List.of("k"), "limit", "3")),
          entry("cidr", Map.of("subnet", List.of("10.0.0.0/8"))),
          entry("collect", Map.of("fields", List.of("k", "s"), "limit", "20")),
          entry("groupBy", Map.of("field", List.of("k", "s"), "limit", "30")),
          entry("linReg", Map.of("x", "m", "y", "n")),
          entry("match", Map.of("file", "sample.csv", "field", List.of("k"))),
          entry("matchAsArray", Map.of("file", "sample.csv", "field", List.of("k"))),
          entry("parseFixedWidth", Map.of("columns", List.of("a"), "widths", List.of("3"))),
          entry("percentile", Map.of("percentiles", List.of("0", "12.5", "50", "100"))),
          entry("readFile", Map.of("file", "sample.csv")),
          entry("rename", Map.of("field", "n", "as", "renamed")),
          entry("selectLast", Map.of("fields", List.of("n", "s"))),
          entry("selectFromMin", Map.of("include", List.of("s", "k"))),
          entry("selectFromMax", Map.of("include", List.of("s", "k"))),
          entry("series", Map.of("collect", List.of("k", "s"), "maxpause", "1m")),
          entry("session", Map.of("maxpause", "30s")),
          entry("setTimeInterval", Map.of("start", "1h")),
          entry("sort", Map.of("field", List.of("n", "k"), "limit", "25")),
          entry("table", Map.of("fields", List.of("k", "n"), "limit", "25")),
          entry("timeChart", Map.of("series", "s", "span", "5m", "limit", "4")),
          entry("top", Map.of("field", "k", "limit", "3", "rest", "others", "percent", "true")),
          entry("worldMap", Map.of("lat", "m", "lon", "m")),
          entry("window", Map.of("buckets", "3")));

  private SampleCalls() {}

  /** The names of the functions whose sample call is bound to such a node. */
  static Stream<String> names(Predicate<Node> wanted) {
    return FunctionRegistry.standard().all().stream()
        .map(CqlFunction::spec)
        .filter(spec -> spec.support() != FunctionSpec.Support.REFUSED)
        .map(FunctionSpec::name)
        .filter(name -> wanted.test(bind(name, new FieldTable())));
  }

  /** What the sample call of a function is bound to. */
  static Node bind(String name, FieldTable fields) {
    return call(name, fields).node();
  }

  /** What a second sample call of a function is bound to, prepared with no rows if it has to be. */
  static Node again(String name, FieldTable fields) {
    Node node = bind(name, fields);
    if (node instanceof Prepared prepared) {
      prepared.prepare(out -> {});
    }
    return node;
  }

  /** Whether a function wants to stand behind an aggregate. */
  static boolean ordered(String name) {
    return !name.startsWith("event");
  }

  /** The sample call of a function. */
  static Call call(String name, FieldTable fields) {
    Call call = Call.of(name, fields);
    call.file("sample.csv", List.of("k", "owner"), List.of(List.of("key1", "red")));
    Map<String, Object> known = ARGUMENTS.getOrDefault(name, Map.of());
    known.forEach(call::with);
    for (Parameter parameter :
        FunctionRegistry.standard().find(name).orElseThrow().spec().parameters()) {
      if (parameter.required() && !known.containsKey(parameter.name())) {
        call.with(parameter.name(), sample(parameter, fields));
      }
    }
    return call;
  }

  /**
   * A query for one text of {@code k}, linked by {@code m} to the one named A, if it is another.
   */
  private static NamedQuery query(String name, String key, FieldTable fields) {
    int k = fields.intern("k");
    Transform pipeline =
        (row, out) -> {
          if (key.equals(row.text(k))) {
            out.emit(row);
          }
        };
    List<Link> links = name.equals("A") ? List.of() : List.of(new Link("m", "A", "m"));
    return new NamedQuery(name, pipeline, links, List.of("s"), false);
  }

  private static Object sample(Parameter parameter, FieldTable fields) {
    if (!parameter.choices().isEmpty()) {
      return parameter.choices().get(0);
    }
    int text = fields.intern("s");
    Scalar value = row -> Value.of(row.text(text));
    Filter filter = row -> "text 1".equals(row.text(text));
    return switch (parameter.type()) {
      case FIELD, FIELDS -> "n";
      case OUTPUT -> "out";
      case TEXT, TEXTS, REGEX, TUPLES -> "text";
      case WHOLE -> "3";
      case NUMBER -> "2.5";
      case DURATION -> "1m";
      case BOOLEAN -> "true";
      case EXPRESSION -> value;
      case EXPRESSIONS -> List.of(value);
      case ASSIGNMENTS -> List.of(new Arguments.Assignment("x", value));
      case FILTER -> filter;
      case FILTERS -> List.of(filter);
      case PIPELINE -> (Transform) (row, out) -> out.emit(row);
      case AGGREGATES -> List.of((Aggregate) Call.of("count", fields).node());
      case SUBQUERY -> (RowSource) out -> {};
      case NAMED_SUBQUERIES -> List.of(query("A", "key1", fields), query("B", "key2", fields));
    };
  }
}
