package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import dev.lanner.cql.syntax.Step.Comparison;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values that a field is compared with. */
final class ValueLint implements Lint {
  private static final Set<String> IMAGES =
      Set.of(
          "ImageFileName",
          "FileName",
          "ParentBaseFileName",
          "ContextBaseFileName",
          "TargetFileName",
          "GrandParentBaseFileName",
          "TargetImageFileName",
          "OriginalFilename");
  private static final java.util.regex.Pattern WINDOWS =
      java.util.regex.Pattern.compile("(?i).*\\.(exe|dll|ps1|bat|cmd|vbs|scr|msi|sys)\\*?");
  private static final java.util.regex.Pattern REGEX_LIKE =
      java.util.regex.Pattern.compile(
          "(\\.\\*.*|.*[A-Za-z)\\]]\\.\\*[A-Za-z(\\[\\\\].*|.*(\\\\\\.|\\(\\?|\\([^()]*\\|[^()]*\\)|\\\\[dws][+*]).*)");
  private static final Set<Comparison> ORDER =
      Set.of(Comparison.LT, Comparison.LE, Comparison.GT, Comparison.GE);

  @Override
  public void check(Subject subject) {
    for (Step.FieldTest test : Conditions.allTests(subject.query().pipeline())) {
      caseSensitive(test, subject);
      regexAsText(test, subject);
      quotedNumber(test, subject);
      stars(test, subject);
    }
    Walk.expressions(
        subject.query().pipeline(),
        expression -> {
          if (expression instanceof Expression.Binary binary) {
            textOrder(binary, subject);
          } else if (expression instanceof Expression.Call call && Calls.name(call).equals("in")) {
            repeatedValue(call, subject);
          }
        });
    absent(subject);
  }

  private static void caseSensitive(Step.FieldTest test, Subject subject) {
    boolean equality = test.comparison() == Comparison.EQ || test.comparison() == Comparison.NE;
    if (equality
        && IMAGES.contains(test.field().text())
        && test.pattern() instanceof Pattern.Glob glob
        && WINDOWS.matcher(glob.text()).matches()
        && !subject.flow().writes(test.field().text())) {
      String name = glob.text().replace("*", "");
      name = name.substring(name.lastIndexOf('\\') + 1);
      subject.report(
          Code.CASE_SENSITIVE_NAME,
          test.pattern().span(),
          "Windows ignores the case of names, and this comparison does not: `"
              + upper(name)
              + "` is another value",
          "write `"
              + test.field().text()
              + " = /"
              + ending(test.field().text())
              + name.replace(".", "\\.")
              + "$/i`");
    }
  }

  private static String ending(String field) {
    return field.endsWith("ImageFileName") || field.equals("TargetFileName") ? "\\\\" : "^";
  }

  private static String upper(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals(name) ? name.toLowerCase(Locale.ROOT) : upper;
  }

  private static void regexAsText(Step.FieldTest test, Subject subject) {
    if (test.pattern() instanceof Pattern.Glob glob
        && !ORDER.contains(test.comparison())
        && REGEX_LIKE.matcher(glob.text()).matches()) {
      subject.report(
          Code.REGEX_AS_TEXT,
          test.pattern().span(),
          "`"
              + subject.shown(test.pattern().span())
              + "` is compared as text, in which only `*` is special",
          "write a regex between slashes: `" + subject.text(test.field().span()) + " = /…/`");
    }
  }

  private static void quotedNumber(Step.FieldTest test, Subject subject) {
    if (ORDER.contains(test.comparison())
        && test.pattern() instanceof Pattern.Glob glob
        && glob.quoted()
        && ContradictionLint.number(glob) != null) {
      subject.report(
          Code.QUOTED_NUMBER,
          test.pattern().span(),
          "the number is in quotes; `"
              + test.comparison().symbol()
              + "` compares numbers all the same",
          "remove the quotes");
    }
  }

  private static void stars(Step.FieldTest test, Subject subject) {
    if (test.pattern() instanceof Pattern.Glob glob
        && glob.text().length() > 1
        && glob.text().chars().allMatch(c -> c == '*')) {
      subject.report(
          Code.ONLY_STARS,
          test.pattern().span(),
          "`" + subject.text(test.pattern().span()) + "` asks for presence, as one `*` does",
          "write `*`");
    }
  }

  private static void textOrder(Expression.Binary binary, Subject subject) {
    boolean order = List.of("<", "<=", ">", ">=").contains(binary.operator());
    for (Expression side : List.of(binary.left(), binary.right())) {
      if (order && side instanceof Expression.Str text && !isNumber(text.text())) {
        subject.report(
            Code.TEXT_ORDER,
            side.span(),
            "`" + binary.operator() + "` compares with a text here, which is no number",
            "compare texts with `==` or `!=`");
      }
    }
  }

  private static boolean isNumber(String text) {
    return ContradictionLint.number(new Pattern.Glob(text, true, new Span(0, 0))) != null;
  }

  private static void repeatedValue(Expression.Call call, Subject subject) {
    Set<String> seen = new HashSet<>();
    Calls.bind(call, null)
        .ifPresent(
            bound ->
                Calls.given(bound, "values").stream()
                    .filter(Expression.Str.class::isInstance)
                    .map(Expression.Str.class::cast)
                    .filter(value -> !seen.add(value.text()))
                    .forEach(
                        value ->
                            subject.report(
                                Code.REPEATED_VALUE,
                                value.span(),
                                "`" + value.text() + "` is in the list already",
                                "remove it")));
  }

  /** {@code f != x} where the events asked for lack {@code f}. */
  private static void absent(Subject subject) {
    Set<String> types = Conditions.types(subject.steps());
    for (Step.FieldTest test : Conditions.tests(subject.steps())) {
      String field = test.field().text();
      boolean excludes =
          test.comparison() == Comparison.NE
              && !(test.pattern() instanceof Pattern.Glob glob && glob.text().equals("*"));
      boolean lacking =
          types.stream().anyMatch(type -> Dictionary.fdr().lacks(type, field))
              && Dictionary.fdr().knowsField(field);
      if (excludes && lacking && !subject.flow().writes(field)) {
        String type =
            types.stream().filter(t -> Dictionary.fdr().lacks(t, field)).findFirst().get();
        subject.report(
            Code.ABSENT_IS_UNEQUAL,
            test.span(),
            "`"
                + subject.shown(test.span())
                + "` also holds without the field, and `"
                + type
                + "` does not carry it",
            "add `" + field + " = *` if it must be there");
      }
    }
  }
}
