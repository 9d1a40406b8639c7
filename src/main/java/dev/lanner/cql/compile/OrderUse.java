package dev.lanner.cql.compile;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What steps make of the order in which rows reach them. If anything, a {@code sort} before them is
 * more than a matter of display (DESIGN section 4, "A rule is not a screen").
 *
 * @param sequences whether a function over a sequence of rows is among them
 * @param cuts whether one is that takes the first or last rows
 */
record OrderUse(boolean sequences, boolean cuts) {
  static final OrderUse NONE = new OrderUse(false, false);

  /** Functions over a sequence of rows, wherever in a step they stand. */
  private static final Set<String> SEQUENCES =
      Set.of(
          "accumulate",
          "appendaggregation",
          "neighbor",
          "partition",
          "slidingtimewindow",
          "slidingwindow",
          "transpose");

  /** Functions that take the first or last rows if a limit is written. */
  private static final Set<String> CUTS = Set.of("head", "table", "tail");

  /**
   * What the steps behind each of the steps make of it.
   *
   * @param after of what follows the last one
   * @param aggregates whether a step collects its input; most that do leave nothing of its order
   */
  static List<OrderUse> behind(List<Step> steps, OrderUse after, Predicate<Step> aggregates) {
    List<OrderUse> backwards = new ArrayList<>();
    OrderUse use = after;
    for (int i = steps.size() - 1; i >= 0; i--) {
      backwards.add(use);
      Step step = steps.get(i);
      OrderUse kept = aggregates.test(step) && !keepsOrder(step) ? NONE : use;
      use = new OrderUse(kept.sequences || sequence(step), kept.cuts || cut(step));
    }
    Collections.reverse(backwards);
    return backwards;
  }

  /**
   * Whether the order matters.
   *
   * @param gathered whether rows are no events any more: of events, those that cut take what is
   *     first or last by time, whatever the order
   */
  boolean matters(boolean gathered) {
    return sequences || gathered && cuts;
  }

  private static boolean keepsOrder(Step step) {
    // What `sort` finds equal stays in the order it came in.
    return named(step, SEQUENCES) || named(step, CUTS) || named(step, Set.of("sort"));
  }

  private static boolean named(Step step, Set<String> names) {
    return step instanceof Step.Call && names.contains(name(((Step.Call) step).call()));
  }

  private static String name(Expression.Call call) {
    return call.name().toLowerCase(Locale.ROOT);
  }

  private static boolean cut(Step step) {
    if (step instanceof Step.And) {
      return ((Step.And) step).operands().stream().anyMatch(OrderUse::cut);
    }
    return named(step, CUTS) && limited(((Step.Call) step).call());
  }

  private static boolean limited(Expression.Call call) {
    boolean table = name(call).equals("table");
    return call.arguments().stream()
        .anyMatch(
            argument ->
                argument.name() == null
                    ? !table
                    : argument.name().text().equalsIgnoreCase("limit"));
  }

  private static boolean sequence(Step step) {
    if (step instanceof Step.And) {
      return ((Step.And) step).operands().stream().anyMatch(OrderUse::sequence);
    }
    if (step instanceof Step.Stats) {
      return ((Step.Stats) step).functions().stream().anyMatch(e -> sequence(e.value()));
    }
    if (step instanceof Step.Assign) {
      return sequence(((Step.Assign) step).value());
    }
    return step instanceof Step.Call && sequence(((Step.Call) step).call());
  }

  private static boolean sequence(Expression value) {
    if (value instanceof Expression.Call) {
      Expression.Call call = (Expression.Call) value;
      return SEQUENCES.contains(name(call))
          || call.arguments().stream().anyMatch(argument -> sequence(argument.value()));
    }
    if (value instanceof Expression.Array) {
      return ((Expression.Array) value).elements().stream().anyMatch(e -> sequence(e.value()));
    }
    return value instanceof Expression.Subquery
        && ((Expression.Subquery) value).pipeline().steps().stream().anyMatch(OrderUse::sequence);
  }
}
