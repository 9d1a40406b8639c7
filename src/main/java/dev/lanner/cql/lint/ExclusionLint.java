package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Step;
import dev.lanner.cql.syntax.Step.Comparison;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exclusions that whoever is being looked for can bring about. */
final class ExclusionLint implements Lint {
  /** Fields whose text the one who starts a process chooses freely. */
  private static final Set<String> CHOSEN =
      Set.of(
          "CommandLine",
          "ScriptContent",
          "CommandHistory",
          "WindowTitle",
          "ParentCommandLine",
          "TaskExecArguments");

  @Override
  public void check(Subject subject) {
    Set<String> chosen = new HashSet<>(CHOSEN);
    Map<String, Set<String>> flags = new HashMap<>();
    for (Step step : subject.steps()) {
      copies(step, chosen);
      if (step instanceof Step.Case cases) {
        cases.clauses().forEach(clause -> flag(clause, chosen, flags));
      }
      excluded(step, false, chosen, flags, subject);
    }
  }

  /** {@code x := lower(CommandLine)} is chosen as well. */
  private static void copies(Step step, Set<String> chosen) {
    Expression.Call call = Calls.of(step);
    if (step instanceof Step.Assign assign
        && call != null
        && List.of("lower", "upper", "replace", "urldecode").contains(Calls.name(call))
        && call.arguments().stream()
            .anyMatch(a -> a.value() instanceof Expression.Field f && chosen.contains(f.name()))) {
      chosen.add(assign.field().text());
    }
  }

  /** {@code case { CommandLine=/update/ | skip := "true"; … }}. */
  private static void flag(Pipeline clause, Set<String> chosen, Map<String, Set<String>> flags) {
    List<Step> steps = Subject.flat(clause);
    boolean open = steps.size() == 2 && isOpen(steps.get(0), chosen);
    if (open
        && steps.get(1) instanceof Step.Assign assign
        && assign.value() instanceof Expression.Str value) {
      flags.computeIfAbsent(assign.field().text(), field -> new HashSet<>()).add(value.text());
    }
  }

  private static boolean isOpen(Step step, Set<String> chosen) {
    return step instanceof Step.FieldTest test
        && chosen.contains(test.field().text())
        && (test.comparison() == Comparison.EQ || test.comparison() == Comparison.LIKE)
        && isLoose(test.pattern(), test.comparison());
  }

  /** Whether text around what is looked for is free on both sides. */
  private static boolean isLoose(Pattern pattern, Comparison comparison) {
    if (pattern instanceof Pattern.Glob glob) {
      boolean both = glob.text().startsWith("*") && glob.text().endsWith("*");
      boolean words = glob.text().chars().anyMatch(c -> c != '*');
      return words && (both || comparison == Comparison.LIKE);
    }
    return pattern instanceof Pattern.Regex regex
        && !regex.body().startsWith("^")
        && !regex.body().startsWith("(?i)^")
        && !regex.body().contains("(^")
        && !regex.body().isEmpty();
  }

  private static void excluded(
      Step step,
      boolean negated,
      Set<String> chosen,
      Map<String, Set<String>> flags,
      Subject subject) {
    if (step instanceof Step.Not not) {
      excluded(not.operand(), !negated, chosen, flags, subject);
    } else if (negated && step instanceof Step.Or or) {
      or.operands().forEach(operand -> excluded(operand, true, chosen, flags, subject));
    } else if (!negated && step instanceof Step.And and) {
      and.operands().forEach(operand -> excluded(operand, false, chosen, flags, subject));
    } else if (step instanceof Step.FieldTest test) {
      test(test, negated, chosen, flags, subject);
    } else if (negated && step instanceof Step.FreeText free) {
      subject.report(
          Code.OPEN_EXCLUSION,
          free.span(),
          "a word in any field excludes the event: whoever starts the process can put it there",
          "exclude by one field and a whole value");
    }
  }

  private static void test(
      Step.FieldTest test,
      boolean negated,
      Set<String> chosen,
      Map<String, Set<String>> flags,
      Subject subject) {
    boolean excludes =
        negated
            ? test.comparison() == Comparison.EQ || test.comparison() == Comparison.LIKE
            : test.comparison() == Comparison.NE;
    String field = test.field().text();
    boolean direct = chosen.contains(field) && isLoose(test.pattern(), test.comparison());
    boolean byFlag =
        Conditions.literal(test.pattern())
            .filter(value -> flags.getOrDefault(field, Set.of()).contains(value))
            .isPresent();
    if (excludes && (direct || byFlag)) {
      subject.report(
          Code.OPEN_EXCLUSION,
          test.span(),
          "`"
              + subject.shown(test.span())
              + "` excludes by text that whoever starts the process can add to the command line",
          "exclude by the whole command line (`^…$`) or by something not chosen, such as the"
              + " parent");
    }
  }
}
