package dev.lanner.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanner.detect.TestRules;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.Rule;
import dev.lanner.ruletest.Outcome.Cause;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rules of the repository do not need, and so do not show. */
class RuleTesterTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final LocalDate LATER = LocalDate.of(2027, 12, 31);
  private static final long START = TestFileReader.START.toEpochMilli();

  private final List<String> lines = new ArrayList<>();

  private void event(long second, String fields) {
    lines.add(
        "{\"timestamp\":\"%d\",\"cid\":\"c\",\"aid\":\"a\",\"id\":\"%d\",\"event_simpleName\":\"X\",%s}"
            .formatted(START + second * 1000, lines.size(), fields));
  }

  private Outcome run(Rule rule) {
    return RuleTester.run(
        rule,
        new TestCase(
            "test",
            1,
            lines,
            Map.of(),
            Map.of(),
            Lookups.NONE,
            new Expected(0, List.of(), Map.of())));
  }

  private static List<String> rows(Outcome outcome) {
    return outcome.fired().stream()
        .map(fired -> (fired.timeMillis() - START) / 1000 + " " + fired.row())
        .toList();
  }

  @Test
  void aSlidingWindowWithoutThrottleIsHeldByItsGroupAndLength() {
    event(65, "\"k\":\"1\"");
    event(66, "\"k\":\"2\"");
    Outcome outcome =
        run(
            TestRules.rule("r", "groupBy(k, function=count(as=n))")
                .window(MINUTE)
                .slide(Duration.ofSeconds(20))
                .build());
    assertEquals(List.of("80 {k=1, n=1}", "80 {k=2, n=1}"), rows(outcome));
    assertEquals(4, outcome.suppressed(Cause.THROTTLE));
    assertEquals(6, outcome.candidates());
  }

  @Test
  void anExceptionForRowsSeesTheRowAndWhatItsEventsShare() {
    event(1, "\"k\":\"1\",\"ComputerName\":\"h\"");
    event(2, "\"k\":\"1\",\"ComputerName\":\"h\"");
    event(3, "\"k\":\"2\",\"ComputerName\":\"h\"");
    event(4, "\"k\":\"3\",\"ComputerName\":\"h\"");
    event(5, "\"k\":\"3\",\"ComputerName\":\"other\"");
    Outcome outcome =
        run(
            TestRules.rule("r", "groupBy(k, function=count(as=n))")
                .window(MINUTE)
                .exceptRow("n>1 ComputerName=h", LATER)
                .build());
    assertEquals(List.of("60 {k=2, n=1}", "60 {k=3, n=2}"), rows(outcome));
    assertEquals(1, outcome.suppressed(Cause.EXCEPTION));
  }

  @Test
  void stepsOverAllGroupsSeeThemTogether() {
    event(1, "\"k\":\"1\"");
    event(2, "\"k\":\"2\"");
    event(3, "\"k\":\"2\"");
    event(61, "\"k\":\"1\"");
    Outcome outcome =
        run(
            TestRules.rule("r", "groupBy(k, function=count(as=n)) | sort(n, limit=1)")
                .window(MINUTE)
                .build());
    assertEquals(List.of("60 {k=2, n=2}", "120 {k=1, n=1}"), rows(outcome));
  }

  @Test
  void aWrittenLimitKeepsTheGroupsWithMostEvents() {
    event(1, "\"k\":\"1\"");
    event(2, "\"k\":\"2\"");
    event(3, "\"k\":\"2\"");
    event(4, "\"k\":\"0\"");
    Outcome outcome =
        run(
            TestRules.rule("r", "groupBy(k, function=count(as=n), limit=2)")
                .window(MINUTE)
                .build());
    assertEquals(List.of("60 {k=0, n=1}", "60 {k=2, n=2}"), rows(outcome));
  }

  @Test
  void tenantsNeverMeet() {
    event(1, "\"k\":\"1\"");
    lines.add(lines.get(0).replace("\"cid\":\"c\"", "\"cid\":\"d\""));
    Outcome outcome =
        run(TestRules.rule("r", "groupBy(k, function=count(as=n)) | n>=2").window(MINUTE).build());
    assertEquals(2, outcome.matched());
    assertEquals(List.of(), rows(outcome));
  }

  @Test
  void evidenceOfAnotherTenantConfirmsNothing() {
    event(1, "\"k\":\"1\"");
    lines.add(lines.get(0).replace("\"cid\":\"c\"", "\"cid\":\"d\"").replace("\"X\"", "\"Y\""));
    Outcome outcome =
        run(
            TestRules.rule("r", "event_simpleName=X")
                .confirm(null, "event_simpleName=Y", MINUTE, "k")
                .build());
    assertEquals(1, outcome.suppressed(Cause.CONFIRM));
  }

  @Test
  void anEmptyFieldJoinsNothing() {
    event(1, "\"k\":\"\"");
    lines.add(lines.get(0).replace("\"X\"", "\"Y\""));
    Outcome outcome =
        run(
            TestRules.rule("r", "event_simpleName=X")
                .confirm(null, "event_simpleName=Y", MINUTE, "k")
                .build());
    assertEquals(1, outcome.suppressed(Cause.CONFIRM));
  }

  @Test
  void linesThatAreNoEventsAreLeftOut() {
    lines.add("no json");
    lines.add("{\"event_simpleName\":\"X\"}");
    assertEquals(0, run(TestRules.rule("r", "event_simpleName=X").build()).matched());
  }

  @Test
  void aRuleThatCannotRunSaysWhy() {
    UnfitRuleException wrong =
        assertThrows(UnfitRuleException.class, () -> run(TestRules.rule("r", "lowr(x)").build()));
    assertEquals("query: there is no function `lowr`", wrong.getMessage());
  }
}
