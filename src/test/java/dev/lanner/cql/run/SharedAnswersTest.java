package dev.lanner.cql.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import java.lang.ref.WeakReference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {
  private final SharedAnswers answers = new SharedAnswers();

  @Test
  void equalQuestionsOfTheSameFieldsAreOne() {
    SharedQuestion question = answers.question(Map.of("is", "equal"), 1, 2);
    assertSame(question, answers.question(Map.of("is", "equal"), 1, 2));
    assertNotSame(question, answers.question(Map.of("is", "equal"), 2, 1));
    assertNotSame(question, answers.question(Map.of("is", "other"), 1, 2));
  }

  /** Queries come and go: what only they asked must not stay. */
  @Test
  void aQuestionGoesWithThoseWhoAsk() throws InterruptedException {
    Object asked = new Object();
    WeakReference<Object> left = new WeakReference<>(asked);
    answers.question(asked, 1);
    asked = null;
    for (int i = 0; left.get() != null && i < 100; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(left.get());
  }

  @Test
  void anEventThatTellsNoDeliveriesIsAskedEachTime() {
    FieldTable fields = new FieldTable();
    int a = fields.intern("a");
    Row row = new Row(fields).reset(new MapEvent(fields, Map.of("a", "x")));
    SharedQuestion question = answers.question("how often", a);
    assertSame(question, answers.question("how often", a));
    int[] found = new int[1];
    assertEquals(1, question.ask(row, asking -> ++found[0]));
    assertEquals(2, question.ask(row, asking -> ++found[0]));
  }

  @Test
  void aQuestionOfNoFieldIsAskedEachTime() {
    Row row = new Row(new FieldTable()).reset(null);
    answers.question("nothing");
    int[] found = new int[1];
    SharedQuestion question = answers.question("nothing");
    assertEquals(1, question.ask(row, asking -> ++found[0]));
    assertEquals(2, question.ask(row, asking -> ++found[0]));
  }
}
