package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Query;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The query being looked at, and what was found in it. */
final class Subject {
  /** So many findings are kept; nobody reads more. */
  static final int MOST_FOUND = 400;

  private static final int SHOWN = 48;

  /** So much of a stretch is looked at to show its beginning. */
  private static final int MOST_READ = 10 * SHOWN;

  private final Query query;
  private final Setting setting;
  private final List<Step> steps;
  private final List<Problem> found = new ArrayList<>();
  private final Set<String> places = new HashSet<>();
  private FieldFlow flow;
  private List<RegexUse> regexes;

  Subject(Query query, Setting setting) {
    this.query = query;
    this.setting = setting;
    this.steps = flat(query.pipeline());
  }

  /** The steps of a pipeline, conjunctions taken apart. */
  static List<Step> flat(Pipeline pipeline) {
    List<Step> flat = new ArrayList<>();
    pipeline.steps().forEach(step -> addFlat(step, flat));
    return List.copyOf(flat);
  }

  private static void addFlat(Step step, List<Step> flat) {
    if (step instanceof Step.And and) {
      and.operands().forEach(operand -> addFlat(operand, flat));
    } else {
      flat.add(step);
    }
  }

  Query query() {
    return query;
  }

  Setting setting() {
    return setting;
  }

  /** The steps of the query itself, conjunctions taken apart. */
  List<Step> steps() {
    return steps;
  }

  /** What the steps read and write. */
  FieldFlow flow() {
    if (flow == null) {
      flow = new FieldFlow(this);
    }
    return flow;
  }

  /** Every regex, where it is used. */
  List<RegexUse> regexes() {
    if (regexes == null) {
      regexes = RegexUse.in(query.pipeline());
    }
    return regexes;
  }

  /** The text of a stretch. */
  String text(Span span) {
    int end = Math.min(span.end(), query.text().length());
    return query.text().substring(Math.min(span.start(), end), end);
  }

  /** The text of a stretch for a message: one line, not too long. */
  String shown(Span span) {
    Span part = new Span(span.start(), Math.min(span.end(), span.start() + MOST_READ));
    String line = text(part).strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
  }

  /** Reports, if there is room; the same finding at the same place counts once. */
  void report(Code code, Span span, String message, String hint) {
    if (found.size() < MOST_FOUND && places.add(code.code() + span.start())) {
      found.add(new Problem(code.code(), code.severity(), span, message, hint));
    }
  }

  List<Problem> found() {
    return found;
  }
}
