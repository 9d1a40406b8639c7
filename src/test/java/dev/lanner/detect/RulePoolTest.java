package dev.lanner.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lanner.detect.wire.RuleSetDelta.RuleText;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import org.junit.jupiter.api.Test;

class RulePoolTest {
  private final RulePool pool = new RulePool(new RuleEnvironment(Lookups.NONE));

  private static RuleText rule(String field) {
    Rule rule = TestRules.rule("r", field + "=1 | table([" + field + "])").build();
    return Harness.set(1, rule).rules().get(0);
  }

  @Test
  void aRuleIsCompiledOnceHoweverManySetsItIsIn() {
    ActiveRule first = pool.get(rule("A"));
    assertSame(first, pool.get(rule("A")));
    assertNotSame(first, pool.get(rule("B")));
    assertSame(first, pool.get(rule("A")));
  }

  @Test
  void rulesShareOneTableOfNames() {
    ActiveRule a = pool.get(rule("A"));
    ActiveRule b = pool.get(rule("B"));
    assertSame(a.query().fields(), b.query().fields());
    assertSame(pool.fields(), a.query().fields());
  }

  /** 64 are kept beside those that run; four times of what is kept wears a pool out. */
  @Test
  void aPoolThatRulesCameAndWentThroughIsWorn() {
    pool.expect(1);
    int made = 0;
    while (!pool.isWorn()) {
      pool.get(rule("F" + made));
      made++;
    }
    assertEquals(4 * 65 + 1, made);
    ActiveRule last = pool.get(rule("F" + (made - 1)));
    assertSame(last, pool.get(rule("F" + (made - 1))));
  }
}
