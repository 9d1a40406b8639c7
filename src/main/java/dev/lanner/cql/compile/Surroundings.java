package dev.lanner.cql.compile;

import dev.lanner.cql.node.Filters;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Shareable;
import dev.lanner.cql.run.SharedAnswers;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds the pipeline being compiled. Immutable, but for what {@link Context} and {@link
 * Preparations} collect.
 *
 * @param context what the whole compilation shares
 * @param text the text that spans point into: the query's, or that of a saved query
 * @param call where the saved query is called, so that its problems are reported there; null
 *     outside one
 * @param saved names of the saved queries being compiled, outermost first
 * @param bound parameters that the call of a saved query binds
 * @param place where the pipeline stands
 * @param inside name of the function whose argument it is, or empty
 * @param inSequence whether it is written behind an aggregate
 * @param gathered whether its rows really come out of one: in a rule, {@code table} and the like
 *     may leave events as they are
 * @param orderMatters whether a later step depends on the order of what the step compiled hands on
 * @param preparations of the search it belongs to
 */
record Surroundings(
    Context context,
    String text,
    Span call,
    List<String> saved,
    Map<String, List<String>> bound,
    Place place,
    String inside,
    boolean inSequence,
    boolean gathered,
    boolean orderMatters,
    Preparations preparations) {

  /** How many characters of a query a message shows. */
  private static final int SHOWN = 40;

  static Surroundings top(Context context, String text, Preparations preparations) {
    return new Surroundings(
        context, text, null, List.of(), Map.of(), Place.TOP, "", false, false, false, preparations);
  }

  Surroundings at(Place next, String function) {
    return new Surroundings(
        context,
        text,
        call,
        saved,
        bound,
        next,
        function,
        inSequence,
        gathered,
        false,
        preparations);
  }

  /** Behind further steps. */
  Surroundings behind(boolean aggregate, boolean real) {
    return new Surroundings(
        context,
        text,
        call,
        saved,
        bound,
        place,
        inside,
        inSequence || aggregate,
        gathered || real,
        orderMatters,
        preparations);
  }

  /** Before steps that depend on the order of rows, or not. */
  Surroundings orderMatters(boolean now) {
    return now == orderMatters
        ? this
        : new Surroundings(
            context,
            text,
            call,
            saved,
            bound,
            place,
            inside,
            inSequence,
            gathered,
            now,
            preparations);
  }

  /** For a query that reads its own input. */
  Surroundings query(String function, Preparations own) {
    return new Surroundings(
        context, text, call, saved, bound, Place.QUERY, function, false, false, false, own);
  }

  /** For the text of a saved query called here. */
  Surroundings savedQuery(String name, String its, Span at, Map<String, List<String>> values) {
    List<String> names = new ArrayList<>(saved);
    names.add(name);
    Span reported = call == null ? at : call;
    return new Surroundings(
        context,
        its,
        reported,
        List.copyOf(names),
        values,
        place,
        inside,
        inSequence,
        gathered,
        orderMatters,
        preparations);
  }

  /**
   * The same node, or one that asks once an event, for other queries too, what they all ask. Not
   * behind an aggregate, where no row is as an event delivered it.
   */
  Node shared(Node node) {
    Optional<SharedAnswers> answers = context.options().environment().shared();
    return node instanceof Shareable filter && answers.isPresent() && !gathered
        ? Filters.shared(filter, answers.get())
        : node;
  }

  /** The same for a filter. */
  Filter shared(Filter filter) {
    return (Filter) shared((Node) filter);
  }

  void error(String code, Span span, String message, String hint) {
    report(Problem.Severity.ERROR, code, span, message, hint);
  }

  void warning(String code, Span span, String message, String hint) {
    report(Problem.Severity.WARNING, code, span, message, hint);
  }

  /** Something outside the query is not at hand. */
  void missing(String code, Span span, String message, String hint) {
    boolean fatal = context.options().toRun();
    report(fatal ? Problem.Severity.ERROR : Problem.Severity.WARNING, code, span, message, hint);
  }

  void report(Problem.Severity severity, String code, Span span, String message, String hint) {
    String said =
        call == null
            ? message
            : message + " (in the saved query `" + saved.get(saved.size() - 1) + "`)";
    context.report(new Problem(code, severity, call == null ? span : call, said, hint));
  }

  /** A stretch of the text for a message: one line, not too long. */
  String shown(Span span) {
    String source = text.substring(span.start(), Math.min(span.end(), text.length()));
    String line = source.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
  }

  /**
   * The values of a parameter, or its default. Empty, and reported, if there is neither: the caller
   * goes on with what stands for anything in its place.
   */
  private List<String> parameter(String name, String fallback, Span span) {
    List<String> values = bound.get(name);
    if (values == null) {
      values = context.options().environment().parameter(name);
    }
    if (values.isEmpty() && fallback == null) {
      missing(
          "unbound-parameter",
          span,
          "there is no value for the parameter `?" + name + "`",
          "give it a default: `?{" + name + "=\"*\"}`");
    }
    return values.isEmpty() && fallback != null ? List.of(fallback) : values;
  }

  /** The values of a parameter in the place of a pattern; {@code *} if it is unbound. */
  List<String> values(Pattern.Param param) {
    List<String> values = parameter(param.name(), param.fallback(), param.span());
    return values.isEmpty() ? List.of("*") : values;
  }

  /** The values of a parameter in an expression or argument; empty if it is unbound. */
  List<String> values(Expression.Param param) {
    return parameter(param.name(), param.fallback(), param.span());
  }

  /**
   * The compiled regex, its named groups known to the table; null, and reported, if it is wrong.
   */
  CqlRegex regex(String body, String flags, Span span) {
    try {
      CqlRegex regex = CqlRegex.compile(body, flags);
      regex.groupNames().forEach(context::written);
      return regex;
    } catch (CqlRegex.Invalid wrong) {
      error(
          "invalid-regex",
          place(span, wrong.position()),
          "the regex cannot be read: " + wrong.reason(),
          "");
      return null;
    }
  }

  /**
   * The place of a character of a regex body inside the literal; the whole literal if that is
   * unclear.
   */
  private Span place(Span literal, int position) {
    int at = literal.start() + 1;
    for (int i = 0; i < position && at + 1 < literal.end(); i++) {
      at += text.startsWith("\\/", at) ? 2 : 1;
    }
    boolean known = at < literal.end() && text.startsWith("/", literal.start());
    return known ? new Span(at, at + 1) : literal;
  }
}
