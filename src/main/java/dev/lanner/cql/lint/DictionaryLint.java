package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Event types and fields that FDR does not have. */
final class DictionaryLint implements Lint {
  private static final int MOST_CARRIERS = 3;

  private final Dictionary dictionary = Dictionary.fdr();

  @Override
  public void check(Subject subject) {
    Pipeline pipeline = subject.query().pipeline();
    if (!Conditions.looksLikeFdr(pipeline)) {
      return;
    }
    Conditions.allTests(pipeline).forEach(test -> type(test, subject));
    Walk.steps(pipeline, step -> typesOfIn(step, subject));
    unknownFields(subject);
    lackedFields(subject);
  }

  private void type(Step.FieldTest test, Subject subject) {
    boolean equality =
        test.comparison() == Step.Comparison.EQ || test.comparison() == Step.Comparison.NE;
    if (equality && Conditions.TYPE_FIELDS.contains(test.field().text())) {
      Conditions.literal(test.pattern())
          .ifPresent(type -> type(type, test.pattern().span(), subject));
    }
  }

  private void typesOfIn(Step step, Subject subject) {
    if (step instanceof Step.Call call && Conditions.testsType(step)) {
      Calls.bind(call.call(), null)
          .ifPresent(
              bound ->
                  Calls.given(bound, "values").stream()
                      .filter(Expression.Str.class::isInstance)
                      .map(Expression.Str.class::cast)
                      .forEach(value -> type(value.text(), value.span(), subject)));
    }
  }

  private void type(String type, Span span, Subject subject) {
    if (type.isEmpty() || type.indexOf('*') >= 0 || dictionary.knowsType(type)) {
      return;
    }
    dictionary
        .closestType(type)
        .ifPresent(
            close ->
                subject.report(
                    Code.UNKNOWN_EVENT_TYPE,
                    span,
                    "no event type `" + type + "` is known",
                    "did you mean `" + close + "`?"));
  }

  private void unknownFields(Subject subject) {
    FieldFlow flow = subject.flow();
    boolean open = false;
    for (int i = 0; i < flow.size() && !open; i++) {
      for (Name read : flow.access(i).reads()) {
        unknownField(read, subject);
      }
      open = flow.access(i).writesAnything() || flow.access(i).makesRow();
    }
  }

  private void unknownField(Name read, Subject subject) {
    String field = read.text();
    if (dictionary.knowsField(field) || subject.flow().writes(field) && !isTested(field, subject)) {
      return;
    }
    Optional<String> meant = dictionary.meant(field);
    Optional<String> close = meant.isPresent() ? meant : dictionary.closestField(field);
    close.ifPresent(
        name ->
            subject.report(
                Code.UNKNOWN_FIELD,
                read.span(),
                "no FDR event carries the field `" + field + "`",
                "did you mean `" + name + "`?"));
  }

  /** Whether the query never writes the field itself. */
  private static boolean isTested(String field, Subject subject) {
    FieldFlow flow = subject.flow();
    for (int i = 0; i < flow.size(); i++) {
      if (flow.access(i).writes().contains(field)) {
        return false;
      }
    }
    return true;
  }

  /** Conditions that the one event type asked for cannot meet. */
  private void lackedFields(Subject subject) {
    Set<String> types = Conditions.types(subject.steps());
    if (types.size() != 1) {
      return;
    }
    String type = types.iterator().next();
    for (Step.FieldTest test : Conditions.tests(subject.steps())) {
      String field = test.field().text();
      boolean asks =
          test.comparison() != Step.Comparison.NE && !isAbsenceTest(test) && !isAnything(test);
      boolean lacks = asks && dictionary.knowsField(field) && dictionary.lacks(type, field);
      if (lacks && !subject.flow().writes(field)) {
        List<String> carriers = dictionary.carriersOf(field);
        subject.report(
            Code.FIELD_NOT_ON_EVENT,
            test.field().span(),
            "`" + type + "` does not carry `" + field + "`, so that nothing gets through here",
            carriers.isEmpty() ? "" : "carried by " + shown(carriers));
      }
    }
  }

  private static boolean isAbsenceTest(Step.FieldTest test) {
    return Conditions.literal(test.pattern()).filter(String::isEmpty).isPresent();
  }

  private static boolean isAnything(Step.FieldTest test) {
    return test.pattern() instanceof Pattern.Param;
  }

  private static String shown(List<String> carriers) {
    List<String> first = carriers.subList(0, Math.min(MOST_CARRIERS, carriers.size()));
    String more = carriers.size() > MOST_CARRIERS ? " and others" : "";
    return "`" + String.join("`, `", first) + "`" + more;
  }
}
