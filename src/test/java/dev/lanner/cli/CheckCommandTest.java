package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanner.sarif.SarifStandard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DESIGN section 7, `check`; STYLE section 8. */
class CheckCommandTest {
  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void aFineQueryIsFine() throws IOException {
    CommandRun run = CommandRun.of("check", file("q.cql", "a=1 | table([a])"));
    assertEquals("1 rule is fine, 0 cannot be loaded: 0 errors, 0 warnings\n", run.out());
    assertEquals(0, run.exit());
  }

  @Test
  void everyProblemIsShownWithItsPlace() throws IOException {
    String file = file("q.cql", "a < x\n| name := lowr(b)\n");
    CommandRun run = CommandRun.of("check", file);
    assertEquals(2, run.exit());
    assertTrue(run.out().contains(file + ":1:5: error[not-a-number]: "), run.out());
    assertTrue(run.out().contains(file + ":2:11: error[unknown-function]: "), run.out());
    assertTrue(run.out().contains("   2 | | name := lowr(b)\n     |           ^^^^\n"), run.out());
    assertTrue(run.out().endsWith("0 rules are fine, 1 cannot be loaded: 2 errors, 0 warnings\n"));
  }

  @Test
  void problemsAtTheThresholdFail() throws IOException {
    String file = file("q.cql", "case { a=1 | false; * }");
    assertEquals(0, CommandRun.of("check", file).exit());
    assertEquals(1, CommandRun.of("check", file, "--fail-on=warning").exit());
  }

  @Test
  void strictRefusesTheDialect() throws IOException {
    String file = file("q.cql", "case { a=1 => b := 1; * }");
    assertEquals(0, CommandRun.of("check", file).exit());
    assertEquals(2, CommandRun.of("check", "--strict", file).exit());
  }

  @Test
  void windowlessAggregatesNeedAWindow() throws IOException {
    String file = file("q.cql", "groupBy(a)");
    assertEquals(2, CommandRun.of("check", file).exit());
    assertEquals(0, CommandRun.of("check", "--window=5m", file).exit());
  }

  @Test
  void annotationsForGithub() throws IOException {
    String file = file("q.cql", "lowr(a)");
    CommandRun run = CommandRun.of("check", "--format=github", file);
    assertTrue(
        run.out()
            .startsWith(
                "::error file="
                    + file
                    + ",line=1,col=1,title=unknown-function::there is no function"),
        run.out());
  }

  @Test
  void annotationsEscapeWhatRunnersReadThemselves() throws IOException {
    String file = file("a,b%.cql", "lowr(a)");
    CommandRun run = CommandRun.of("check", "--format=github", file);
    assertTrue(run.out().contains("a%2Cb%25.cql,line=1,col=1,"), run.out());
  }

  @Test
  void sarifHoldsEveryProblem() throws IOException {
    String file = file("q.cql", "a < x\n| name := lowr(b)\n");
    Path report = folder.resolve("out/report.sarif");
    CommandRun run = CommandRun.of("check", "--sarif", report.toString(), file);
    assertEquals(2, run.exit());
    JsonNode log = SarifStandard.check(Files.readString(report));
    assertEquals("lanner check", log.at("/tool/driver/name").asText());
    JsonNode second = log.at("/results/1");
    assertEquals("unknown-function", second.get("ruleId").asText());
    assertEquals("error", second.get("level").asText());
    assertEquals(2, second.at("/locations/0/physicalLocation/region/startLine").asInt());
    assertEquals(11, second.at("/locations/0/physicalLocation/region/startColumn").asInt());
    assertTrue(second.at("/message/text").asText().contains("did you mean `lower`?"));
  }

  @Test
  void sarifOfTheRulesOfTheRepository() throws IOException {
    Path report = folder.resolve("rules.sarif");
    CommandRun run = CommandRun.of("check", "--sarif", report.toString(), "rules");
    assertEquals(0, run.exit());
    JsonNode log = SarifStandard.check(Files.readString(report));
    for (JsonNode result : log.get("results")) {
      JsonNode file = result.at("/locations/0/physicalLocation/artifactLocation");
      assertEquals("%SRCROOT%", file.get("uriBaseId").asText());
    }
  }

  @Test
  void aReportThatCannotBeWrittenEndsWithThree() throws IOException {
    String file = file("q.cql", "a=1 | table([a])");
    CommandRun run = CommandRun.of("check", "--sarif", folder.toString(), file);
    assertEquals(3, run.exit());
    assertTrue(run.err().startsWith("check: cannot write to "), run.err());
  }

  @Test
  void aMissingPathIsOneLine() {
    CommandRun run = CommandRun.of("check", "no/such/rules");
    assertEquals(3, run.exit());
    assertEquals("check: `no/such/rules` does not exist\n", run.err());
  }

  /** A hostile text in a file ends as any other wrong one: a place, a cause, exit code 2. */
  @Test
  void hostileFilesEndInAMessageWithAPlace() throws IOException {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("(".repeat(10_000), ":1:97: error[too-deep]");
    places.put("a=1\n| x:=" + "lower(".repeat(10_000), ":2:587: error[too-deep]");
    places.put("a=1 or ".repeat(150_000), ":1:250001: error[too-long]");
    places.put("a=1 | b=\0x", ":1:9: error[bad-character]");
    places.put("a=1 | b=\"never closed", ":1:9: error[unterminated-string]");
    places.put("a=1 | /never closed", ":1:7: error[unterminated-regex]");
    places.put("a=1 | /* never closed", ":1:7: error[unterminated-comment]");
    places.put("a=1 | case { b=2", ":1:12: error[unclosed-bracket]");
    int i = 0;
    for (Map.Entry<String, String> text : places.entrySet()) {
      String file = file("q" + i++ + ".cql", text.getKey());
      CommandRun run = CommandRun.of("check", file);
      assertTrue(run.out().contains(file + text.getValue()), run.out());
      assertTrue(run.out().codePoints().noneMatch(c -> c != '\n' && Character.isISOControl(c)));
      assertEquals(2, run.exit());
    }
  }

  @Test
  void aFileThatIsNotTextSaysWhere() throws IOException {
    Path file = folder.resolve("q.cql");
    Files.write(file, new byte[] {'a', '=', '1', '\n', '|', (byte) 0xED, (byte) 0xA0, (byte) 0x80});
    CommandRun run = CommandRun.of("check", file.toString());
    assertTrue(run.out().contains("it is not UTF-8 at 2:2"), run.out());
    assertEquals(2, run.exit());
  }

  @Test
  void hostileRequestsAreAnsweredWithAPlace() {
    CommandRun run =
        CommandRun.withInput(
            "{\"id\":1,\"query\":\""
                + "case{".repeat(10_000)
                + "\"}\n"
                + "{\"id\":2,\"query\":\"a=1 | b=\\ud800x\"}\n"
                + "{\"id\":3,\"query\":\"a=\\u0000\"}\n"
                + "{\"id\":4,\"query\":\""
                + "a=1 ".repeat(250_000)
                + "\"}\n",
            "check",
            "--ndjson");
    String[] lines = run.out().split("\n");
    assertTrue(lines[0].contains("\"too-deep\",\"severity\":\"error\",\"line\":1,"), lines[0]);
    assertTrue(
        lines[1].contains("\"bad-character\",\"severity\":\"error\",\"line\":1,\"column\":9"),
        lines[1]);
    assertTrue(
        lines[2].contains("\"bad-character\",\"severity\":\"error\",\"line\":1,\"column\":3"),
        lines[2]);
    assertTrue(
        lines[3].contains("\"too-long\",\"severity\":\"error\",\"line\":1,\"column\":250001"),
        lines[3].substring(0, 300));
    assertEquals(4, lines.length);
  }

  @Test
  void answersRequestsLineByLine() {
    CommandRun run =
        CommandRun.withInput(
            """
            {"id":"a","query":"x=1 | groupBy(y)"}
            {"id":"b","query":"x=?p | match(file=none.csv, field=x)"}
            oops
            {"id":"c","query":"\\n lowr(x)"}
            """,
            "check",
            "--ndjson");
    String[] lines = run.out().split("\n");
    assertEquals(
        "{\"id\":\"a\",\"status\":\"ok\",\"streaming\":\"ok\",\"problems\":[],\"functions\":[\"groupBy\"],\"canonical\":\"x"
            + " = 1\\n"
            + "| groupBy(y)\"}",
        lines[0]);
    assertTrue(lines[1].startsWith("{\"id\":\"b\",\"status\":\"ok\""), lines[1]);
    assertTrue(
        lines[1].contains("\"code\":\"unbound-parameter\",\"severity\":\"warning\""), lines[1]);
    assertTrue(lines[2].contains("\"status\":\"error\""), lines[2]);
    assertTrue(
        lines[3].contains(
            "\"code\":\"unknown-function\",\"severity\":\"error\",\"line\":2,\"column\":2"),
        lines[3]);
    assertEquals(4, lines.length);
  }
}
