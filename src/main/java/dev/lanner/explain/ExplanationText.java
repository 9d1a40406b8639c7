package dev.lanner.explain;

import dev.lanner.cql.compile.PlannedStep;
import dev.lanner.cql.compile.PlannedStep.Part;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Requirement.Literal;
import dev.lanner.cql.index.RuleLiterals;
import dev.lanner.cql.syntax.Printer;
import dev.lanner.rules.Durations;
import dev.lanner.rules.Rule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An explanation for people: names at the left, what is to say beside them.
 *
 * <pre>
 * per event      #event_simpleName = NetworkConnectIP4
 *                RemoteAddressIP4 = *
 * aggregate      groupBy(RemoteAddressIP4, function=count())
 * </pre>
 */
public final class ExplanationText {
  private static final int MARGIN = 15;
  private static final int WIDTH = 110;

  private final PrintWriter out;

  /** Writes to {@code out}. */
  public ExplanationText(PrintWriter out) {
    this.out = out;
  }

  /** Writes an explanation. */
  public void print(Explanation explained) {
    explained.rule().ifPresent(this::rule);
    steps("per event", explained.steps(Part.PER_EVENT), "every event goes on");
    if (explained.aggregation().isPresent()) {
      steps("aggregate", explained.steps(Part.AGGREGATE), "");
      steps("rows", explained.steps(Part.ROWS), "every row is a result");
    }
    out.println();
    index(explained.index());
    line("fields read", fields(explained));
    line("detection key", explained.detectionKey());
    explained.aggregation().ifPresentOrElse(this::aggregation, this::noState);
    explained.rule().ifPresent(this::settings);
    explained.evidence().forEach(this::evidence);
    lines(
        "approximate",
        explained.functions().stream().map(f -> f.name() + ": " + f.note()).toList());
    if (explained.refusals().isEmpty()) {
      line("streaming", "runs on a stream");
    } else {
      lines("streaming", explained.refusals().stream().map(why -> "refused: " + why).toList());
    }
  }

  private void rule(Rule rule) {
    line("rule", rule.title());
    line("", rule.id() + ", version " + rule.version() + ", " + word(rule.level()));
    line("file", rule.path());
    out.println();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void steps(String name, List<PlannedStep> steps, String none) {
    String title = name;
    for (PlannedStep step : steps) {
      line(title, Printer.print(step.step()));
      title = "";
    }
    if (steps.isEmpty()) {
      line(title, "(none: " + none + ")");
    }
  }

  private void index(RuleLiterals index) {
    if (index.never()) {
      line("event types", "none: no event gets through");
      return;
    }
    line("event types", index.types().map(types -> String.join(", ", types)).orElse("any"));
    if (index.access().isEmpty()) {
      String which = index.types().isPresent() ? "of these types " : "";
      line("looked up by", "nothing: every event " + which + "is evaluated");
    }
    lines("looked up by", alternatives(index));
    if (index.requirement() instanceof Requirement.AllOf all) {
      lines(
          "must hold too",
          all.parts().stream()
              .filter(part -> part instanceof Literal && !index.access().contains(part))
              .map(part -> LiteralText.of((Literal) part))
              .toList());
    }
  }

  private static List<String> alternatives(RuleLiterals index) {
    List<String> lines = new ArrayList<>();
    for (Literal literal : index.access()) {
      lines.add((lines.isEmpty() ? "" : "or ") + LiteralText.of(literal));
    }
    return lines;
  }

  private static String fields(Explanation explained) {
    String named = String.join(", ", explained.fieldsRead());
    if (!explained.anyField()) {
      return named.isEmpty() ? "none" : named;
    }
    return named.isEmpty() ? "all" : named + ", and all others";
  }

  private void aggregation(Explanation.Aggregation aggregation) {
    line(
        "group key",
        aggregation.key().isEmpty() ? "none: one group" : String.join(", ", aggregation.key()));
    line("window", window(aggregation));
    lines("state", aggregation.keeps().isEmpty() ? List.of("not stated") : aggregation.keeps());
    line(
        "",
        "for each group and "
            + (aggregation.overlap() > 1 ? "slide of a window" : "window")
            + ", gone when the "
            + (aggregation.overlap() > 1 ? "last window it is part of" : "window")
            + " ends");
    aggregation
        .groupLimit()
        .ifPresent(
            limit ->
                line(
                    "",
                    String.format(
                        Locale.ROOT, "the largest %,d groups of a window are kept", limit)));
    line(
        "rows are",
        aggregation.gathered() ? "gathered, all of a window in one place" : "finished one by one");
  }

  private static String window(Explanation.Aggregation aggregation) {
    if (aggregation.window().isEmpty()) {
      return "none given: the query needs one to run as a rule (--window)";
    }
    String length = Durations.print(aggregation.window().get());
    return aggregation.slide().isEmpty()
        ? length + ", one after the other"
        : length
            + ", one every "
            + Durations.print(aggregation.slide().get())
            + ": an event is in "
            + aggregation.overlap();
  }

  private void noState() {
    line("state", "none: each event is judged by itself");
  }

  private void settings(Rule rule) {
    rule.throttle()
        .ifPresent(
            throttle ->
                line(
                    "throttle",
                    "one detection for each "
                        + String.join(", ", throttle.fields())
                        + " within "
                        + Durations.print(throttle.period())));
    lines(
        "exceptions",
        rule.exceptions().stream()
            .map(
                exception ->
                    "until "
                        + exception.expires()
                        + (exception.onRow() ? ", on rows: " : ": ")
                        + exception.where().strip())
            .toList());
  }

  private void evidence(Explanation.Evidence evidence) {
    Rule.Confirm clause = evidence.clause();
    String same =
        String.join(
            ", ",
            clause.by().stream()
                .map(
                    pair ->
                        pair.candidate().equals(pair.evidence())
                            ? pair.candidate()
                            : pair.candidate() + " = " + pair.evidence())
                .toList());
    line("confirmed by", clause.query().strip());
    line("", "within " + Durations.print(clause.within()) + ", same " + same);
    clause.when().ifPresent(when -> line("", "needed when " + when.strip()));
    if (!evidence.index().access().isEmpty()) {
      line("", "looked up by " + String.join(", ", alternatives(evidence.index())));
    }
  }

  private void lines(String name, List<String> texts) {
    String title = name;
    for (String text : texts) {
      line(title, text);
      title = "";
    }
  }

  /** One entry, broken at blanks where it is too long. */
  private void line(String name, String text) {
    String title = name;
    for (String written : text.split("\n", -1)) {
      String rest = written;
      while (rest.length() > WIDTH) {
        int at = rest.lastIndexOf(' ', WIDTH);
        int end = at > MARGIN ? at : rest.indexOf(' ', WIDTH);
        if (end < 0) {
          break;
        }
        put(title, rest.substring(0, end));
        title = "";
        rest = "    " + rest.substring(end + 1);
      }
      put(title, rest);
      title = "";
    }
  }

  private void put(String title, String text) {
    out.println((title + " ".repeat(MARGIN - title.length()) + text).stripTrailing());
  }
}
