package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** What single conditions say. */
final class Conditions {
  /** The names of the field that holds the type of an event. */
  static final Set<String> TYPE_FIELDS = Set.of("#event_simpleName", "event_simpleName");

  private static final java.util.regex.Pattern WORDS =
      java.util.regex.Pattern.compile(
          "\\^?\\(?(?:\\?:)?((?:[A-Za-z0-9_]+\\|)*[A-Za-z0-9_]+)\\)?\\$?");

  private Conditions() {}

  /** The text that {@code field = text} asks for; empty for any other step or with a wildcard. */
  static Optional<String> equal(Step step) {
    return step instanceof Step.FieldTest test && test.comparison() == Step.Comparison.EQ
        ? literal(test.pattern())
        : Optional.empty();
  }

  /** A pattern that is one text, without a wildcard. */
  static Optional<String> literal(Pattern pattern) {
    return pattern instanceof Pattern.Glob glob && glob.text().indexOf('*') < 0
        ? Optional.of(glob.text())
        : Optional.empty();
  }

  /** Whether {@code step} tests the event type. */
  static boolean testsType(Step step) {
    return step instanceof Step.FieldTest test && TYPE_FIELDS.contains(test.field().text())
        || step instanceof Step.Call call && typeIn(call.call());
  }

  private static boolean typeIn(Expression.Call call) {
    return Calls.name(call).equals("in")
        && Calls.bind(call, null)
            .map(bound -> Calls.given(bound, "field"))
            .filter(field -> field.size() == 1 && TYPE_FIELDS.contains(name(field.get(0))))
            .isPresent();
  }

  private static String name(Expression field) {
    if (field instanceof Expression.Field bare) {
      return bare.name();
    }
    return field instanceof Expression.Str quoted ? quoted.text() : "";
  }

  /** Whether some step below {@code pipeline} tests the event type, as queries over FDR do. */
  static boolean looksLikeFdr(Pipeline pipeline) {
    boolean[] found = new boolean[1];
    Walk.steps(pipeline, step -> found[0] |= testsType(step));
    return found[0];
  }

  /**
   * The event types that get through the leading conditions of {@code steps}; empty if they are not
   * all named.
   */
  static Set<String> types(List<Step> steps) {
    Set<String> types = new TreeSet<>();
    for (Step step : steps) {
      if (testsType(step)) {
        Set<String> named = typesOf(step);
        if (types.isEmpty()) {
          types.addAll(named);
        } else if (!named.isEmpty()) {
          types.retainAll(named);
        }
      } else if (step instanceof Step.Or or
          && or.operands().stream().allMatch(Conditions::testsType)) {
        List<Set<String>> each = or.operands().stream().map(Conditions::typesOf).toList();
        if (types.isEmpty() && each.stream().noneMatch(Set::isEmpty)) {
          each.forEach(types::addAll);
        }
      } else if (Calls.of(step) != null && !Calls.calls(step, "in")) {
        break;
      }
    }
    return types;
  }

  private static Set<String> typesOf(Step step) {
    Set<String> types = new TreeSet<>();
    if (step instanceof Step.Call call) {
      Calls.bind(call.call(), null)
          .map(bound -> Calls.given(bound, "values"))
          .ifPresent(values -> values.forEach(value -> types.add(name(value))));
      return types.stream().anyMatch(type -> type.isEmpty() || type.indexOf('*') >= 0)
          ? new TreeSet<>()
          : types;
    }
    Step.FieldTest test = (Step.FieldTest) step;
    if (test.comparison() != Step.Comparison.EQ) {
      return types;
    }
    literal(test.pattern()).ifPresent(types::add);
    if (test.pattern() instanceof Pattern.Regex regex && isWhole(regex.body())) {
      Matcher words = WORDS.matcher(regex.body());
      if (words.matches()) {
        types.addAll(List.of(words.group(1).split("\\|")));
      }
    }
    return types;
  }

  private static boolean isWhole(String body) {
    boolean alone = body.indexOf('|') < 0 || body.startsWith("^(");
    return body.startsWith("^") && body.endsWith("$") && alone;
  }

  /** The tests of fields among {@code steps}. */
  static List<Step.FieldTest> tests(List<Step> steps) {
    List<Step.FieldTest> tests = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.FieldTest test) {
        tests.add(test);
      }
    }
    return tests;
  }

  /** Every test of a field below {@code pipeline}. */
  static List<Step.FieldTest> allTests(Pipeline pipeline) {
    List<Step.FieldTest> tests = new ArrayList<>();
    Walk.steps(
        pipeline,
        step -> {
          if (step instanceof Step.FieldTest test) {
            tests.add(test);
          }
        });
    return tests;
  }
}
