package dev.lanner.cql.lint;

import dev.lanner.cql.regex.RegexTree;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A regex where it is used.
 *
 * @param field what it looks at; empty for free text and where that is unclear
 * @param filters whether it only decides; in {@code replace} what it matches matters too
 */
record RegexUse(
    String field, String body, String flags, Span span, boolean filters, RegexTree.Choice tree) {

  /** All that can be read, in the order of the text. */
  static List<RegexUse> in(Pipeline pipeline) {
    List<RegexUse> uses = new ArrayList<>();
    Walk.steps(pipeline, step -> ofStep(step, uses));
    Walk.expressions(
        pipeline,
        expression -> {
          if (expression instanceof Expression.Call call) {
            ofCall(call, uses);
          }
        });
    return uses;
  }

  private static void ofStep(Step step, List<RegexUse> uses) {
    if (step instanceof Step.FieldTest test) {
      add(test.field().text(), test.pattern(), uses);
    } else if (step instanceof Step.FreeText free) {
      add("", free.pattern(), uses);
    } else if (step instanceof Step.Match match) {
      for (Step.Arm arm : match.arms()) {
        if (arm.guard() instanceof Step.Guard.Matches matches) {
          add(match.field().text(), matches.pattern(), uses);
        }
      }
    }
  }

  private static void add(String field, Pattern pattern, List<RegexUse> uses) {
    if (pattern instanceof Pattern.Regex regex) {
      add(field, regex.body(), regex.flags(), regex.span(), true, uses);
    }
  }

  private static void ofCall(Expression.Call call, List<RegexUse> uses) {
    boolean filters = Calls.name(call).equals("regex");
    if (!filters && !Calls.name(call).equals("replace")) {
      return;
    }
    Calls.bind(call, null)
        .ifPresent(
            bound -> {
              List<Expression> field = Calls.given(bound, "field");
              List<Expression> flags = Calls.given(bound, "flags");
              String letters =
                  flags.size() == 1 && flags.get(0) instanceof Expression.Str s ? s.text() : "";
              String name =
                  field.size() == 1 && field.get(0) instanceof Expression.Field f ? f.name() : "";
              for (Expression regex : Calls.given(bound, "regex")) {
                if (regex instanceof Expression.Str text) {
                  add(name, text.text(), letters, text.span(), filters, uses);
                } else if (regex instanceof Expression.Regex literal) {
                  add(name, literal.body(), literal.flags(), literal.span(), filters, uses);
                }
              }
            });
  }

  private static void add(
      String field, String body, String flags, Span span, boolean filters, List<RegexUse> uses) {
    Optional<RegexTree.Choice> tree = RegexTree.of(body);
    tree.ifPresent(read -> uses.add(new RegexUse(field, body, flags, span, filters, read)));
  }

  boolean has(char flag) {
    return flags.indexOf(flag) >= 0 || body.startsWith("(?") && inlineFlags().indexOf(flag) >= 0;
  }

  private String inlineFlags() {
    int end = body.indexOf(')');
    String inside = end < 0 ? "" : body.substring(2, end);
    return inside.chars().allMatch(c -> c >= 'a' && c <= 'z') ? inside : "";
  }

  boolean ignoresCase() {
    return has('i');
  }
}
