package dev.lanner.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.RuleSet;
import dev.lanner.rules.RuleSetOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whole explanations as people and machines read them; {@code -Dupdate.golden=true} writes them
 * anew.
 */
class ExplanationGoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "explain");

  private static Explanation query(String text, Optional<Duration> window) {
    Explainer.Result result =
        new Explainer(new RuleEnvironment(Lookups.NONE)).explain(text, window);
    return result.explanation().orElseThrow(() -> new AssertionError(result.problems().toString()));
  }

  @Test
  void aQueryOverSingleEvents() throws IOException {
    check(
        "single-events",
        query(
            "#event_simpleName=/^(ProcessRollup2|SyntheticProcessRollup2)$/ event_platform=Win"
                + " | FileName=/^(powershell|pwsh)(\\.exe)?$/i"
                + " | CommandLine=/\\s-e(nc(odedcommand)?)?\\s+[A-Za-z0-9+\\/=]{40,}/i"
                + " | case { ParentBaseFileName=/^(winword|excel)\\.exe$/i | From := \"office\";"
                + " ParentBaseFileName=w3wp.exe | From := \"web\"; * | From := \"other\" }"
                + " | From!=other | table([@timestamp, ComputerName, CommandLine, From])",
            Optional.empty()));
  }

  @Test
  void aQueryWithoutAWindow() throws IOException {
    check(
        "no-window",
        query(
            "groupBy(DomainName, function=[count(), collect(ComputerName, limit=10)]) | head(3)",
            Optional.empty()));
  }

  @Test
  void aQueryThatNoStreamCanRun() throws IOException {
    check(
        "whole-input",
        query(
            "#event_simpleName=DnsRequest | join({#event_simpleName=ProcessRollup2},"
                + " field=ContextProcessId, key=TargetProcessId, include=[FileName])"
                + " | asn(field=IP4Records)",
            Optional.empty()));
  }

  @Test
  void aQueryThatNothingGetsThrough() throws IOException {
    check(
        "nothing",
        query("#event_simpleName=DnsRequest | #event_simpleName=ProcessRollup2", Optional.empty()));
  }

  @Test
  void aRuleWithAllItsSettings() throws IOException {
    RuleSet rules =
        RuleSet.load(List.of(FOLDER.resolve("port-sweep")), RuleSetOptions.toCheck(Lookups.NONE));
    assertEquals(List.of(), rules.problems().stream().filter(p -> p.isError()).toList());
    check(
        "port-sweep/explained",
        new Explainer(new RuleEnvironment(Lookups.NONE)).explain(rules.rules().get(0)));
  }

  private static void check(String name, Explanation explained) throws IOException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new ExplanationText(out).print(explained);
    out.flush();
    check(FOLDER.resolve(name + ".txt"), text.toString());
    String json =
        new JsonMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(ExplanationJson.of(explained));
    check(FOLDER.resolve(name + ".json"), json + "\n");
  }

  private static void check(Path golden, String written) throws IOException {
    String text = written.replace(System.lineSeparator(), "\n");
    if (Boolean.getBoolean("update.golden")) {
      Files.writeString(golden, text);
    }
    assertEquals(
        Files.readString(golden),
        text,
        "write it anew with: ./mvnw test -Dtest=ExplanationGoldenTest -Dupdate.golden=true");
  }
}
