package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.detect.RuleJson;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.lookups.Lookups;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What becomes of a change of the rules. */
class RuleUpdatesTest {
  private static final String A = "0c421f26-9c07-4b04-9b88-72afa2d22111";
  private static final String B = "19c81571-7ba6-4b29-9f3d-52725e54b0f4";

  private final Map<String, String> texts = new TreeMap<>();
  private final RuleUpdates updates;

  RuleUpdatesTest() {
    put(A, "FileName=a.exe");
    put(B, "FileName=b.exe");
    RuleSetDelta first = RuleJson.set(1, load().rules());
    updates = new RuleUpdates(first, new LiveWorld(Lookups.NONE, new TreeMap<>()));
  }

  private void put(String id, String query) {
    texts.put("rules/" + id + ".yml", "id: " + id + "\ntitle: " + id + "\nquery: |\n  " + query);
  }

  private RuleSet load() {
    return RuleSet.loadTexts(texts, RuleSetOptions.toRun(Lookups.NONE));
  }

  private Map<String, String> queries(RuleNews news) {
    Map<String, String> queries = new TreeMap<>();
    news.set()
        .orElseThrow()
        .rules()
        .forEach(rule -> queries.put(rule.id(), RuleJson.read(rule.text()).query().strip()));
    return queries;
  }

  private static String audit(Optional<RuleNews> news) {
    List<String> lines = news.orElseThrow().audit().stream().map(line -> line.text()).toList();
    return String.join("\n", lines).replaceAll("\"time\":\"[^\"]*\"", "\"time\":T");
  }

  @Test
  void nothingNewIsNoNews() {
    assertEquals(Optional.empty(), updates.next(load()));
  }

  @Test
  void aChangeIsACompleteSetWithTheNextNumber() {
    put(A, "FileName=c.exe");
    Optional<RuleNews> news = updates.next(load());
    assertEquals(2, news.orElseThrow().set().orElseThrow().number());
    assertEquals(Map.of(A, "FileName=c.exe", B, "FileName=b.exe"), queries(news.get()));
    assertTrue(audit(news).contains("\"what\":\"changed\",\"set\":2"), audit(news));
  }

  @Test
  void aRuleThatIsGoneIsTakenAway() {
    texts.remove("rules/" + B + ".yml");
    assertEquals(Map.of(A, "FileName=a.exe"), queries(updates.next(load()).orElseThrow()));
  }

  @Test
  void ofARuleThatIsWrongTheVersionBeforeStaysAndTheOthersChange() {
    put(A, "FileName=c.exe");
    put(B, "lowr(FileName)");
    Optional<RuleNews> news = updates.next(load());
    assertEquals(Map.of(A, "FileName=c.exe", B, "FileName=b.exe"), queries(news.orElseThrow()));
    assertTrue(
        audit(news)
            .startsWith(
                "{\"what\":\"rejected\",\"set\":1,\"time\":T,\"kept\":[\""
                    + B
                    + "\"],\"problems\":[{\"file\":\"rules/"
                    + B
                    + ".yml\",\"line\":4,\"column\":3,\"code\":\"unknown-function\""),
        audit(news));
  }

  @Test
  void whatIsWrongIsToldOnce() {
    put(B, "lowr(FileName)");
    RuleNews news = updates.next(load()).orElseThrow();
    assertEquals(Optional.empty(), news.set());
    assertEquals(Optional.empty(), updates.next(load()));
  }

  @Test
  void aQueryThatNeedsMoreThanTheJobKnowsIsRejected() {
    // A saved query that came after the job was submitted is not known to its operators.
    put(A, "$lateComer()");
    RuleSet loaded = load();
    assertTrue(updates.next(loaded).orElseThrow().set().isEmpty());
    assertEquals(2, updates.current().rules().size());
  }
}
