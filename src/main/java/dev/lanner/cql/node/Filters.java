package dev.lanner.cql.node;

import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Shareable;
import dev.lanner.cql.run.SharedAnswers;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Glob;
import dev.lanner.cql.value.Value;
import java.util.List;

/** Makes filters (LANGUAGE 3.2). */
public final class Filters {
  /** Passes everything. */
  public static final Filter EVERYTHING = Truth.TRUE;

  /** Passes nothing. */
  public static final Filter NOTHING = Truth.FALSE;

  private Filters() {}

  /** Whether anything comes through steps, none of them an aggregate. */
  public static Filter emits(List<Node> steps) {
    int end = steps.size();
    while (end > 0 && steps.get(end - 1) instanceof Change) {
      end--;
    }
    List<Node> deciding = steps.subList(0, end);
    if (deciding.stream().allMatch(Filter.class::isInstance)) {
      return and(deciding.stream().map(Filter.class::cast).toList());
    }
    return new Emits(new Sequence(deciding));
  }

  /** The same filter, or one that asks together with others what is worth it. */
  public static Filter shared(Shareable filter, SharedAnswers answers) {
    return filter
        .question()
        .map(asked -> (Filter) new Shared(filter, answers.question(asked, filter.field())))
        .orElse(filter);
  }

  /** The field is there, maybe empty. */
  public static Filter present(int field) {
    return new Presence(field);
  }

  /** The field's whole text matches; a pattern that matches everything asks for presence only. */
  public static Filter matches(int field, Glob pattern) {
    if (pattern.isEverything()) {
      return present(field);
    }
    return new GlobTest(field, pattern);
  }

  /** The regex is found in the field; its named groups become fields. */
  public static Filter found(int field, CqlRegex regex) {
    return new RegexTest(field, regex);
  }

  /** The field is a number that compares so with {@code bound}. */
  public static Filter number(int field, Comparison comparison, Value bound) {
    return new NumberTest(field, comparison, bound);
  }

  /** A part of any original field matches; {@code pattern} is one for parts. */
  public static Filter freeText(Glob pattern) {
    return pattern.isEverything() ? EVERYTHING : new FreeText(pattern);
  }

  /** The regex is found in any original field. */
  public static Filter freeText(CqlRegex regex) {
    return regex.groupNames().isEmpty() ? new FreeText(regex) : new FreeRegex(regex);
  }

  /** All hold; everything passes if there are none. */
  public static Filter and(List<Filter> operands) {
    if (operands.isEmpty()) {
      return EVERYTHING;
    }
    return operands.size() == 1 ? operands.get(0) : new And(operands);
  }

  /** Any holds; nothing passes if there are none. */
  public static Filter or(List<Filter> operands) {
    if (operands.isEmpty()) {
      return NOTHING;
    }
    return operands.size() == 1 ? operands.get(0) : new Or(operands);
  }

  /** The operand does not hold; what it extracts is undone. */
  public static Filter not(Filter operand) {
    return new Not(operand);
  }

  /** The transformation emits something; what it changes is undone. */
  public static Filter emits(Transform transform) {
    return new Emits(transform);
  }
}
