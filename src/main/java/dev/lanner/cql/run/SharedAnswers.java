package dev.lanner.cql.run;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The questions that equal parts of several queries ask of the event at hand, so that each is
 * answered once an event. For queries over one field table that run in one thread.
 *
 * <p>A question lasts as long as some query holds it: those of queries that are gone go, too.
 */
public final class SharedAnswers {
  private final Map<Key, WeakReference<SharedQuestion>> questions = new WeakHashMap<>();

  /** What a question is known by; the question holds it, and so keeps it in the map. */
  record Key(Object asked, List<Integer> fields) {}

  /**
   * The question of those who ask the same of the same fields; they are one more now.
   *
   * @param asked what is asked, compared by {@code equals}: with the texts of the fields it says
   *     all that the answer hangs on
   * @param fields ids of the fields
   */
  public SharedQuestion question(Object asked, int... fields) {
    Key key = new Key(asked, Arrays.stream(fields).boxed().toList());
    WeakReference<SharedQuestion> known = questions.get(key);
    SharedQuestion question = known == null ? null : known.get();
    if (question == null) {
      question = new SharedQuestion(key);
      // The map keeps the key it has, which may be one that is going.
      questions.remove(key);
      questions.put(key, new WeakReference<>(question));
    }
    question.join();
    return question;
  }
}
