package dev.lanner.cql.lint;

import dev.lanner.cql.analysis.BoundCall;
import dev.lanner.cql.analysis.Texts;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.regex.RegexTree;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields one step reads and writes, as far as its text says so. */
final class Access {
  private static final Set<String> ROW_MAKERS = Set.of("groupby", "stats", "table", "select");

  /** Aggregates whose rows hold their {@code as} and nothing else. */
  private static final Set<String> ONE_VALUE =
      Set.of("count", "sum", "avg", "min", "max", "stddev", "range", "counterasrate", "rate");

  /** Aggregates whose rows hold the fields they name. */
  private static final Set<String> SAME_FIELDS =
      Set.of("collect", "selectlast", "selectfrommin", "selectfrommax");

  /** Calls that write nothing but their {@code as}, or the field they are given. */
  private static final Set<FunctionSpec.Kind> NARROW =
      Set.of(FunctionSpec.Kind.FILTER, FunctionSpec.Kind.SCALAR);

  /** Calls that write fields their text does not name. */
  private static final Set<FunctionSpec.Group> WIDE =
      Set.of(
          FunctionSpec.Group.JOIN,
          FunctionSpec.Group.PARSING,
          FunctionSpec.Group.NETWORK,
          FunctionSpec.Group.SEQUENCE);

  private static final Set<String> NARROW_TRANSFORMS =
      Set.of(
          "drop",
          "rename",
          "eval",
          "default",
          "head",
          "tail",
          "sort",
          "dropevent",
          "formattime",
          "replace");

  private final String text;
  private final List<Name> reads = new ArrayList<>();
  private final Set<String> writes = new LinkedHashSet<>();
  private final Map<String, String> removes = new LinkedHashMap<>();
  private final Set<String> row = new LinkedHashSet<>();
  private boolean makesRow;
  private boolean readsAnything;
  private boolean writesAnything;

  private Access(String text) {
    this.text = text;
  }

  static Access of(Step step, String text) {
    Access access = new Access(text);
    access.step(step);
    return access;
  }

  /** What it reads, each with its place. */
  List<Name> reads() {
    return reads;
  }

  Set<String> writes() {
    return writes;
  }

  /** The fields that are gone behind it, with the reason. */
  Map<String, String> removes() {
    return removes;
  }

  /** Whether all fields but {@link #row} are gone behind it. */
  boolean makesRow() {
    return makesRow;
  }

  Set<String> row() {
    return row;
  }

  /** Whether it may read fields it does not name. */
  boolean readsAnything() {
    return readsAnything;
  }

  /** Whether it may write fields it does not name. */
  boolean writesAnything() {
    return writesAnything;
  }

  private void step(Step step) {
    if (step instanceof Step.And and) {
      and.operands().forEach(this::step);
    } else if (step instanceof Step.Or or) {
      or.operands().forEach(this::step);
    } else if (step instanceof Step.Not not) {
      step(not.operand());
    } else if (step instanceof Step.FieldTest test) {
      reads.add(test.field());
      pattern(test.pattern());
    } else if (step instanceof Step.FreeText free) {
      readsAnything = true;
      pattern(free.pattern());
    } else if (step instanceof Step.Call call) {
      call(call.call(), null, true);
    } else if (step instanceof Step.Assign assign) {
      assign(assign);
    } else if (step instanceof Step.Case cases) {
      cases.clauses().forEach(this::branch);
    } else if (step instanceof Step.Match match) {
      match(match);
    } else if (step instanceof Step.Stats stats) {
      makesRow = true;
      stats.functions().forEach(this::aggregate);
    } else if (step instanceof Step.Saved || step instanceof Step.Link) {
      readsAnything = true;
      writesAnything = true;
    }
  }

  private void match(Step.Match match) {
    reads.add(match.field());
    for (Step.Arm arm : match.arms()) {
      if (arm.guard() instanceof Step.Guard.Matches matches) {
        pattern(matches.pattern());
      } else if (arm.guard() instanceof Step.Guard.Filter filter) {
        call(filter.call(), null, true);
      }
      branch(arm.body());
    }
  }

  /** A clause: what it reads after writing it is its own. */
  private void branch(Pipeline clause) {
    Set<String> own = new LinkedHashSet<>();
    for (Step step : Subject.flat(clause)) {
      Access access = of(step, text);
      access.reads.stream().filter(read -> !own.contains(read.text())).forEach(reads::add);
      own.addAll(access.writes);
      writes.addAll(access.writes);
      writes.addAll(access.row);
      readsAnything |= access.readsAnything;
      writesAnything |= access.writesAnything;
    }
  }

  private void pattern(Pattern pattern) {
    if (pattern instanceof Pattern.Regex regex) {
      groups(regex.body());
    }
  }

  private void groups(String body) {
    writesAnything |= RegexTree.of(body).isEmpty();
    RegexTree.of(body).ifPresent(tree -> GroupNames.of(tree).forEach(writes::add));
  }

  private void assign(Step.Assign assign) {
    if (assign.value() instanceof Expression.Call call) {
      call(call, assign.field(), false);
    } else {
      expression(assign.value());
    }
    if (assign.indirect()) {
      reads.add(assign.field());
      writesAnything = true;
    } else {
      writes.add(assign.field().text());
    }
  }

  private void expression(Expression expression) {
    if (expression instanceof Expression.Field field) {
      reads.add(new Name(field.name(), field.span()));
    } else if (expression instanceof Expression.Unary unary) {
      expression(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      expression(binary.left());
      expression(binary.right());
    } else if (expression instanceof Expression.Condition condition) {
      step(condition.filter());
    } else if (expression instanceof Expression.Call call) {
      call(call, null, false);
    } else if (expression instanceof Expression.Array array) {
      array.elements().forEach(element -> expression(element.value()));
    }
  }

  private void call(Expression.Call call, Name output, boolean asStep) {
    BoundCall bound = Calls.bind(call, output).orElse(null);
    if (bound == null) {
      readsAnything = true;
      writesAnything = true;
      return;
    }
    FunctionSpec spec = bound.function().spec();
    String name = Calls.name(call);
    if (name.equals("getfield") || name.equals("test") && call.arguments().isEmpty()) {
      readsAnything = true;
    }
    if (ROW_MAKERS.contains(name)) {
      makesRow = true;
    } else if (ONE_VALUE.contains(name) || SAME_FIELDS.contains(name)) {
      makesRow |= asStep || output != null;
    } else if (WIDE.contains(spec.group())
        || !NARROW.contains(spec.kind()) && !NARROW_TRANSFORMS.contains(name)) {
      writesAnything = true;
      readsAnything |= spec.kind() != FunctionSpec.Kind.TRANSFORM;
    }
    for (Parameter parameter : spec.parameters()) {
      parameter(bound, parameter, name);
    }
    bound.rest().forEach(this::assignment);
    if (makesRow && (ONE_VALUE.contains(name) || SAME_FIELDS.contains(name))) {
      row.addAll(outputsOf(bound, name));
    }
    changes(bound, name);
  }

  /** What drop and rename take away. */
  private void changes(BoundCall bound, String name) {
    if (name.equals("drop")) {
      texts(bound, "fields").forEach(field -> removes.put(field, "drop"));
    } else if (name.equals("rename")) {
      writesAnything |= bound.given().get("field").array();
      if (!bound.given().get("field").array()) {
        texts(bound, "field").forEach(field -> removes.put(field, "rename"));
      }
    } else if (name.equals("table") || name.equals("select")) {
      row.addAll(texts(bound, "fields"));
      if (row.stream().anyMatch(field -> field.contains("*"))) {
        writesAnything = true;
      }
    } else if (name.equals("groupby")) {
      row.addAll(texts(bound, "field"));
      if (!bound.given().containsKey("function")) {
        row.add("_count");
      }
    }
  }

  private List<String> texts(BoundCall bound, String parameter) {
    List<String> texts = new ArrayList<>();
    for (Expression value : Calls.given(bound, parameter)) {
      String read = Texts.of(value, text);
      if (read == null) {
        writesAnything = true;
      } else {
        texts.add(read);
      }
    }
    return texts;
  }

  private void assignment(Expression.Argument argument) {
    expression(argument.value());
    if (argument.name() != null) {
      writes.add(argument.name().text());
    }
  }

  private void parameter(BoundCall bound, Parameter parameter, String name) {
    BoundCall.Given given = bound.given().get(parameter.name());
    if (given == null) {
      if (parameter.type() == Parameter.Type.OUTPUT && parameter.fallback() != null) {
        writes.add(parameter.fallback());
      }
      return;
    }
    boolean joins = bound.function().spec().group() == FunctionSpec.Group.JOIN;
    if (joins && !parameter.name().equals("field")) {
      return; // columns of the other side
    }
    boolean removedOnly = name.equals("drop");
    for (Expression.Element element : given.values()) {
      value(parameter.type(), element, removedOnly, name);
    }
  }

  private void value(
      Parameter.Type type, Expression.Element element, boolean removedOnly, String name) {
    Expression value = element.value();
    switch (type) {
      case FIELD, FIELDS -> {
        String field = Texts.of(value, text);
        if (field != null && !removedOnly) {
          reads.add(new Name(field, value.span()));
          if (!name.equals("groupby") && !ROW_MAKERS.contains(name)) {
            writes.add(field);
          }
        }
      }
      case TUPLES -> {
        String field = Texts.of(value, text);
        if (field != null && name.equals("rename")) {
          reads.add(new Name(field, value.span()));
        } else {
          writesAnything |= name.equals("rename");
        }
      }
      case OUTPUT -> {
        String field = Texts.of(value, text);
        if (field == null) {
          writesAnything = true;
        } else {
          writes.add(field);
        }
      }
      case EXPRESSION, EXPRESSIONS -> expression(value);
      case AGGREGATES -> aggregate(element);
      case FILTER, FILTERS, PIPELINE -> nested(value);
      case REGEX -> {
        if (value instanceof Expression.Regex regex) {
          groups(regex.body());
        } else if (value instanceof Expression.Str string) {
          groups(string.text());
        }
      }
      case TEXT, TEXTS -> {
        if (name.equals("format")) {
          readsAnything |= value instanceof Expression.Param;
        }
      }
      default -> {
        // a query of its own, or no field
      }
    }
  }

  private void nested(Expression value) {
    if (value instanceof Expression.Subquery subquery) {
      branch(subquery.pipeline());
    } else {
      expression(value);
    }
  }

  /** A function given to groupBy or stats: its outputs are part of the row. */
  private void aggregate(Expression.Element element) {
    if (element.value() instanceof Expression.Array array) {
      array.elements().forEach(this::aggregate);
      return;
    }
    if (!(element.value() instanceof Expression.Call call)) {
      if (element.value() instanceof Expression.Subquery subquery) {
        branch(subquery.pipeline());
      }
      writesAnything = true;
      return;
    }
    Access inner = new Access(text);
    inner.makesRow = true;
    inner.call(call, element.as(), true);
    reads.addAll(inner.reads);
    row.addAll(inner.row);
    readsAnything |= inner.readsAnything;
    String name = Calls.name(call);
    boolean known = ONE_VALUE.contains(name) || SAME_FIELDS.contains(name);
    writesAnything |= inner.writesAnything || !known;
  }

  private Set<String> outputsOf(BoundCall bound, String name) {
    Set<String> outputs = new LinkedHashSet<>();
    if (ONE_VALUE.contains(name)) {
      List<String> as = texts(bound, "as");
      if (as.isEmpty()) {
        String fallback =
            bound.function().spec().parameters().stream()
                .filter(parameter -> parameter.type() == Parameter.Type.OUTPUT)
                .map(Parameter::fallback)
                .findFirst()
                .orElse(null);
        writesAnything |= fallback == null;
        as = fallback == null ? List.of() : List.of(fallback);
      }
      outputs.addAll(as);
    } else {
      outputs.addAll(texts(bound, name.startsWith("selectfrom") ? "include" : "fields"));
      writesAnything |= outputs.stream().anyMatch(field -> field.contains("*"));
    }
    return outputs;
  }

  /** The place of the first read of {@code field}, or null. */
  Span firstRead(String field) {
    return reads.stream()
        .filter(read -> read.text().equals(field))
        .map(Name::span)
        .findFirst()
        .orElse(null);
  }
}
