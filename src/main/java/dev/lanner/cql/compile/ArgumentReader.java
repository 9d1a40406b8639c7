package dev.lanner.cql.compile;

import dev.lanner.cql.analysis.BoundCall;
import dev.lanner.cql.analysis.Suggestions;
import dev.lanner.cql.analysis.Texts;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.node.Transforms;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.RelativeTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads arguments by the declared type of their parameter (LANGUAGE 2.2). What does not read is
 * reported, and null or an empty stand-in takes its place.
 */
final class ArgumentReader {
  /** The word that stands for the largest number where a limit is asked for. */
  static final String MAX = "max";

  private static final int SHORTEST_VARIANT = 3;

  /** A query of its own, compiled but not yet told where to look. */
  record Query(List<Stage> stages, Preparations preparations) {}

  private final Surroundings scope;
  private final FunctionSpec spec;
  private boolean failed;

  ArgumentReader(Surroundings scope, FunctionSpec spec) {
    this.scope = scope;
    this.spec = spec;
  }

  /** Whether something could not be read. */
  boolean failed() {
    return failed;
  }

  Object read(BoundCall.Given given) {
    Parameter parameter = given.parameter();
    switch (parameter.type()) {
      case FIELD, OUTPUT, TEXT:
        return oneText(given);
      case FIELDS, TEXTS:
        return texts(given);
      case TUPLES:
        return tuples(given);
      case WHOLE:
        return whole(given);
      case NUMBER:
        return number(given);
      case DURATION:
        return duration(given);
      case BOOLEAN:
        return truth(given);
      case REGEX:
        return regex(given);
      case EXPRESSION:
        return expression(one(given));
      case EXPRESSIONS:
        return given.values().stream().map(element -> expression(element.value())).toList();
      case FILTER:
        return filter(one(given));
      case FILTERS:
        return given.values().stream().map(element -> filter(element.value())).toList();
      case PIPELINE:
        return transform(one(given));
      case AGGREGATES:
        return aggregates(given);
      case SUBQUERY:
        return query(one(given));
      case ASSIGNMENTS, NAMED_SUBQUERIES:
        throw new IllegalStateException("not given under a name: " + parameter.name());
    }
    throw new AssertionError(parameter.type());
  }

  // ---- texts and numbers

  private String oneText(BoundCall.Given given) {
    List<String> texts = texts(given);
    if (texts.size() == 1) {
      return texts.get(0);
    }
    if (!failed) {
      wrong(given, given.span(), words(given.parameter()));
    }
    return "";
  }

  private List<String> texts(BoundCall.Given given) {
    List<String> texts = new ArrayList<>();
    for (Expression.Element element : given.values()) {
      for (String text : texts(given, element.value())) {
        texts.add(chosen(given, text));
      }
    }
    return texts;
  }

  private List<String> texts(BoundCall.Given given, Expression value) {
    if (value instanceof Expression.Param) {
      List<String> values = scope.values((Expression.Param) value);
      return values.isEmpty() ? List.of(anything(given.parameter())) : values;
    }
    String text = Texts.of(value, scope.text());
    if (text == null) {
      wrong(given, value.span(), words(given.parameter()));
      return List.of("");
    }
    return List.of(text);
  }

  private String chosen(BoundCall.Given given, String text) {
    List<String> choices = given.parameter().choices();
    if (choices.isEmpty()) {
      return text;
    }
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(text)) {
        return choice;
      }
    }
    Optional<String> meant = variant(choices, text);
    if (meant.isPresent()) {
      scope.warning(
          "odd-choice",
          given.span(),
          "`" + text + "` is read as `" + meant.get() + "`",
          "write `" + meant.get() + "`");
      return meant.get();
    }
    failed = true;
    String hint =
        Suggestions.closest(text, choices).map(c -> "did you mean `" + c + "`?").orElse("");
    scope.error(
        "wrong-choice",
        given.span(),
        parameter(given) + " is one of `" + String.join("`, `", choices) + "`, not `" + text + "`",
        hint);
    return choices.get(0);
  }

  /**
   * The one choice that the text cuts short or spells out: {@code des} and {@code descendent} for
   * {@code desc}, as the wild has it. Of choices that are forms of each other the shortest.
   */
  private static Optional<String> variant(List<String> choices, String text) {
    List<String> meant =
        choices.stream()
            .filter(choice -> isVariant(choice, text))
            .sorted(Comparator.comparingInt(String::length))
            .toList();
    boolean one = meant.stream().allMatch(choice -> choice.startsWith(meant.get(0)));
    return one ? meant.stream().findFirst() : Optional.empty();
  }

  private static boolean isVariant(String choice, String text) {
    String shorter = text.length() < choice.length() ? text : choice;
    String longer = text.length() < choice.length() ? choice : text;
    return shorter.length() >= SHORTEST_VARIANT
        && longer.regionMatches(true, 0, shorter, 0, shorter.length());
  }

  private List<List<String>> tuples(BoundCall.Given given) {
    List<List<String>> tuples = new ArrayList<>();
    for (Expression.Element element : given.values()) {
      if (element.value() instanceof Expression.Array) {
        List<String> tuple = new ArrayList<>();
        for (Expression.Element inner : ((Expression.Array) element.value()).elements()) {
          tuple.addAll(texts(given, inner.value()));
        }
        tuples.add(tuple);
      } else {
        tuples.add(texts(given, element.value()));
      }
    }
    return tuples;
  }

  /** The single text of a number-like argument; null, and reported, if there is none. */
  private String scalarText(BoundCall.Given given) {
    Expression value = one(given);
    if (value instanceof Expression.Param) {
      List<String> values = scope.values((Expression.Param) value);
      return values.isEmpty() ? anything(given.parameter()) : values.get(0);
    }
    return Texts.of(value, scope.text());
  }

  /** What an unbound parameter of a query that is only checked may stand for. */
  private static String anything(Parameter parameter) {
    if (!parameter.choices().isEmpty() && parameter.type() != Parameter.Type.WHOLE) {
      return parameter.choices().get(0);
    }
    switch (parameter.type()) {
      case WHOLE, NUMBER:
        return "1";
      case DURATION:
        return "1d";
      case BOOLEAN:
        return "true";
      case REGEX:
        return ".*";
      default:
        return "*";
    }
  }

  private Long whole(BoundCall.Given given) {
    String text = scalarText(given);
    if (text != null && Numbers.isWhole(text)) {
      return Long.parseLong(text);
    }
    double number = Numbers.parse(text);
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return (long) number;
    }
    boolean word = text != null && text.equalsIgnoreCase(MAX);
    if (word && given.parameter().choices().contains(MAX)) {
      return Long.MAX_VALUE;
    }
    wrong(given, given.span(), words(given.parameter()));
    return 0L;
  }

  private Double number(BoundCall.Given given) {
    double number = Numbers.parse(scalarText(given));
    if (Double.isNaN(number)) {
      wrong(given, given.span(), words(given.parameter()));
    }
    return number;
  }

  private Long duration(BoundCall.Given given) {
    String text = scalarText(given);
    OptionalLong millis = text == null ? OptionalLong.empty() : RelativeTime.millis(text);
    if (millis.isEmpty()) {
      wrong(given, given.span(), words(given.parameter()));
    }
    return millis.orElse(0);
  }

  private Boolean truth(BoundCall.Given given) {
    String text = scalarText(given);
    if (text == null || !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      wrong(given, given.span(), words(given.parameter()));
    }
    return Boolean.valueOf(text);
  }

  private Arguments.RegexText regex(BoundCall.Given given) {
    Expression value = one(given);
    if (value instanceof Expression.Regex) {
      Expression.Regex literal = (Expression.Regex) value;
      return new Arguments.RegexText(literal.body(), literal.flags());
    }
    String text = scalarText(given);
    if (text == null) {
      wrong(given, given.span(), words(given.parameter()));
    }
    return new Arguments.RegexText(text == null ? "" : text, "");
  }

  private Expression one(BoundCall.Given given) {
    if (given.values().size() == 1) {
      return given.values().get(0).value();
    }
    wrong(given, given.span(), words(given.parameter()));
    return new Expression.Str("", given.span());
  }

  // ---- expressions and pipelines

  private Surroundings inner(Place place) {
    return scope.at(place, spec.name());
  }

  private Scalar expression(Expression value) {
    return new ExpressionCompiler(inner(scope.place())).compile(value);
  }

  Arguments.Assignment assignment(Expression.Argument argument) {
    return new Arguments.Assignment(argument.name().text(), expression(argument.value()));
  }

  /**
   * The pipeline that an argument stands for: braces, a single call, a condition; null for an
   * expression.
   */
  private static Pipeline pipeline(Expression value) {
    if (value instanceof Expression.Subquery) {
      return ((Expression.Subquery) value).pipeline();
    }
    if (value instanceof Expression.Call) {
      return new Pipeline(List.of(new Step.Call((Expression.Call) value)), value.span());
    }
    if (value instanceof Expression.Condition) {
      return new Pipeline(List.of(((Expression.Condition) value).filter()), value.span());
    }
    return null;
  }

  private Filter filter(Expression value) {
    Pipeline pipeline = pipeline(value);
    if (pipeline == null) {
      Scalar condition = expression(value);
      return row -> {
        var truth = condition.eval(row);
        return truth != null && truth.isTrue();
      };
    }
    List<Node> nodes = Stage.nodes(new PipelineCompiler(inner(Place.STEPS)).compile(pipeline));
    if (nodes.stream().allMatch(Filter.class::isInstance)) {
      return Filters.and(nodes.stream().map(Filter.class::cast).toList());
    }
    return Filters.emits(Transforms.sequence(nodes));
  }

  private Transform transform(Expression value) {
    Pipeline pipeline = pipeline(value);
    if (pipeline == null) {
      failed = true;
      scope.error(
          "wrong-type",
          value.span(),
          "`"
              + spec.name()
              + "` wants steps in braces or a call, not `"
              + shown(value.span())
              + "`",
          "");
      pipeline = new Pipeline(List.of(), value.span());
    }
    return Transforms.sequence(
        Stage.nodes(new PipelineCompiler(inner(Place.STEPS)).compile(pipeline)));
  }

  private Query query(Expression value) {
    Pipeline pipeline = pipeline(value);
    Preparations own = new Preparations();
    if (pipeline == null) {
      failed = true;
      scope.error(
          "wrong-type",
          value.span(),
          "`" + spec.name() + "` wants a query in braces, not `" + shown(value.span()) + "`",
          "");
      return new Query(List.of(), own);
    }
    return new Query(new PipelineCompiler(scope.query(spec.name(), own)).compile(pipeline), own);
  }

  private List<Aggregate> aggregates(BoundCall.Given given) {
    List<Aggregate> all = new ArrayList<>();
    Map<String, String> writers = new HashMap<>();
    for (Expression.Element element : flat(given.values())) {
      Aggregate aggregate = aggregate(element);
      if (aggregate != null) {
        all.add(aggregate);
        warnOfSameOutput(aggregate, element, writers);
      }
    }
    return all;
  }

  private static List<Expression.Element> flat(List<Expression.Element> elements) {
    List<Expression.Element> flat = new ArrayList<>();
    for (Expression.Element element : elements) {
      if (element.value() instanceof Expression.Array) {
        flat.addAll(flat(((Expression.Array) element.value()).elements()));
      } else {
        flat.add(element);
      }
    }
    return flat;
  }

  /**
   * Two aggregates with one output: LogScale stops with an error if their values differ (LANGUAGE
   * 3.7), which only the data shows; here the last one wins.
   */
  private void warnOfSameOutput(
      Aggregate aggregate, Expression.Element element, Map<String, String> writers) {
    if (!(aggregate instanceof Columns)) {
      return;
    }
    Span span = element.value().span();
    String source = scope.text().substring(span.start(), span.end());
    for (String column : ((Columns) aggregate).columns()) {
      String other = writers.putIfAbsent(column, source);
      if (other != null && !other.equals(source)) {
        scope.warning(
            "same-output",
            span,
            "`" + shown(span) + "` writes `" + column + "`, as another function beside it does",
            "give one of them another name with `as=`");
      }
    }
  }

  private Aggregate aggregate(Expression.Element element) {
    Expression value = element.value();
    if (value instanceof Expression.Call && element.as() != null) {
      Called called =
          new CallCompiler(inner(Place.AGGREGATE))
              .call((Expression.Call) value, element.as(), null);
      if (called == null || called.node() instanceof Aggregate) {
        failed |= called == null;
        return called == null ? null : (Aggregate) called.node();
      }
      return noAggregate(value);
    }
    Pipeline pipeline = pipeline(value);
    if (pipeline == null) {
      return noAggregate(value);
    }
    int problems = scope.context().problems().size();
    List<Node> nodes = Stage.nodes(new PipelineCompiler(inner(Place.AGGREGATE)).compile(pipeline));
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Aggregate) {
        return Transforms.piped(
            nodes.subList(0, i), (Aggregate) nodes.get(i), nodes.subList(i + 1, nodes.size()));
      }
    }
    boolean reported = scope.context().problems().size() > problems;
    failed = true;
    return reported ? null : noAggregate(value);
  }

  private Aggregate noAggregate(Expression value) {
    failed = true;
    String source = shown(value.span());
    boolean word = value instanceof Expression.Field;
    scope.error(
        "not-an-aggregate",
        value.span(),
        "`" + spec.name() + "` wants an aggregate function here, and `" + source + "` is none",
        word ? "did you mean `" + source + "()`, or `collect([" + source + "])`?" : "");
    return null;
  }

  /** A named query of correlate, its links taken out. */
  Arguments.NamedQuery namedQuery(Expression.Argument argument) {
    Expression.Subquery query = (Expression.Subquery) argument.value();
    List<Arguments.Link> links = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Step step : query.pipeline().steps()) {
      if (step instanceof Step.Link) {
        links.add(link((Step.Link) step));
      } else {
        steps.add(step);
      }
    }
    List<Node> nodes =
        Stage.nodes(
            new PipelineCompiler(inner(Place.CONSTELLATION))
                .compile(new Pipeline(steps, query.pipeline().span())));
    List<String> include = new ArrayList<>();
    boolean all = false;
    for (Expression.Attribute attribute : argument.attributes()) {
      all |= include(attribute, include);
    }
    return new Arguments.NamedQuery(
        query.name().text(), Transforms.sequence(nodes), links, include, all);
  }

  private Arguments.Link link(Step.Link link) {
    String other = link.other().text();
    int dot = other.indexOf('.');
    if (dot <= 0 || dot == other.length() - 1) {
      failed = true;
      scope.error(
          "bad-link",
          link.other().span(),
          "`" + other + "` names no field of another query",
          "write `" + link.field().text() + " <=> Query." + other + "`");
      return new Arguments.Link(link.field().text(), "", other);
    }
    scope.context().fields().intern(link.field().text());
    return new Arguments.Link(
        link.field().text(), other.substring(0, dot), other.substring(dot + 1));
  }

  /** Adds the fields of {@code include: […]}; whether it was {@code include: *}. */
  private boolean include(Expression.Attribute attribute, List<String> fields) {
    Name name = attribute.name();
    if (!name.text().equalsIgnoreCase("include")) {
      failed = true;
      scope.error(
          "unknown-attribute",
          name.span(),
          "a query of `" + spec.name() + "` has no attribute `" + name.text() + "`",
          "the attribute is `include: [field, …]` or `include: *`");
      return false;
    }
    List<Expression.Element> elements =
        attribute.value() instanceof Expression.Array
            ? ((Expression.Array) attribute.value()).elements()
            : List.of(new Expression.Element(null, attribute.value()));
    boolean all = false;
    for (Expression.Element element : elements) {
      String field = Texts.of(element.value(), scope.text());
      if (field == null) {
        failed = true;
        scope.error(
            "wrong-type",
            element.value().span(),
            "`include` wants field names, not `" + shown(element.value().span()) + "`",
            "");
      } else if (field.equals("*")) {
        all = true;
      } else {
        fields.add(field);
        scope.context().fields().intern(field);
      }
    }
    if (all) {
      scope.context().usesAnything();
    }
    return all;
  }

  // ---- messages

  private String parameter(BoundCall.Given given) {
    return "`" + given.parameter().name() + "` of `" + spec.name() + "`";
  }

  private String shown(Span span) {
    return scope.shown(span);
  }

  private void wrong(BoundCall.Given given, Span span, String wanted) {
    failed = true;
    scope.error(
        "wrong-type",
        span,
        parameter(given) + " is " + wanted + ", not `" + shown(span) + "`",
        hint(given));
  }

  private static String hint(BoundCall.Given given) {
    boolean computed =
        given.values().stream().anyMatch(element -> element.value() instanceof Expression.Call);
    switch (given.parameter().type()) {
      case FIELD, FIELDS:
        return computed
            ? "compute it first: `x := …`, then use `x`"
            : "put a name with odd characters in quotes";
      case DURATION:
        return "such as `15m`, `2h` or `1d`";
      default:
        return "";
    }
  }

  private static String words(Parameter parameter) {
    switch (parameter.type()) {
      case FIELD, OUTPUT:
        return "the name of a field";
      case FIELDS:
        return "one or several names of fields";
      case TEXT:
        return "a text";
      case TEXTS, TUPLES:
        return "one or several texts";
      case WHOLE:
        return parameter.choices().contains(MAX) ? "a whole number or `max`" : "a whole number";
      case NUMBER:
        return "a number";
      case DURATION:
        return "a length of time";
      case BOOLEAN:
        return "`true` or `false`";
      case REGEX:
        return "a regex";
      case EXPRESSION, EXPRESSIONS:
        return "an expression";
      case FILTER, FILTERS:
        return "a filter";
      case PIPELINE:
        return "filters and transformations in braces";
      case AGGREGATES:
        return "an aggregate function";
      case SUBQUERY, NAMED_SUBQUERIES:
        return "a query in braces";
      case ASSIGNMENTS:
        return "an assignment";
    }
    throw new AssertionError(parameter.type());
  }
}
