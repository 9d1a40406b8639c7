package dev.lanner.cql.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.Shared;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * LANGUAGE 6.6: each construct of the dialect is shown as an info, and the canonical rendering is
 * official CQL with the same plan: it needs the same, is taken apart in the same places, and makes
 * the same rows of the same events.
 */
class DialectPlanTest {
  /** How each construct of the seeds is written, and the code it is shown by (LANGUAGE 6.2). */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "=>", "dialect-case-arrow",
          "\\bin \\[", "dialect-in",
          "\\beval ", "dialect-eval",
          "=~ ?\"", "dialect-regex-match",
          "\\bif\\(", "dialect-if",
          "\\bcase\\(", "dialect-case",
          "\\btrue\\(\\)", "dialect-true",
          "\\bdrop\\(\\)", "dialect-drop",
          "\\bwhere ", "dialect-where",
          "\\| (?:table|sort)\\s+[\\w@]", "dialect-table or -sort");

  /** Every construct of LANGUAGE 6.2 and 6.5 that yields a query, in words of our own. */
  private static final List<String> OWN =
      List.of(
          "case { FileName=/scan/i and (Port>=1 or Port=x) => kind := \"scan\"; * => kind := \"-\""
              + " }",
          "case { FileName in [\"nmap.exe\", \"zm*\"] => hit := 1; Port in [80, 443] => hit := 2;"
              + " * => drop(); }",
          "eval low=lower(FileName) | eval n = Port + 1 | eval m := n * 2",
          "eval known=if(FileName=~\"^(nmap|zmap)\\.exe$\", \"yes\", \"no\")"
              + " | eval score=if(known=\"yes\",1,0)+if(Port=\"80\",2,0) | where score > 0",
          "eval both=if(FileName=~\"nmap\" AND Port!=\"80\", 1, 0)",
          "eval kind=case(Port=\"80\", \"web\", Port=\"22\", \"shell\", true(), \"other\")",
          "eval kind=case(Port=\"80\", \"web\", Port=\"22\", \"shell\")",
          "kind := case { Port=80 => \"web\"; Port=22 | FileName=* => \"shell\"; * => \"other\" }",
          "kind := case(Port=80, \"web\", default=\"other\")",
          "where (FileName=\"nmap.exe\" OR Port=\"22\") AND Host!=\"b\"",
          "filter { Port=80 or Port=22 } | search Host=a",
          "FileName in (\"NMAP.exe\", \"x\", ignoreCase=true)",
          "groupBy(Host, function=[dcount(Port), count(distinct=FileName), count(FileName) as n])",
          "count(filter={Port=80}) as web",
          "port := toInt(Port) | isNotNull(Host) | !isNull(FileName)",
          "cidrMatch(Address, subnet=\"10.0.0.0/8\") | match(FileName, regex=\"n.ap\")",
          "lower(FileName) = /nmap/ | half := round(Port/3, 2)",
          "FileName = /nm\n   ap/ && Host = \"a\" || Port == 22",
          "Port=80 | union [ Port=22 ]",
          "table Host, FileName, Port | sort -Port",
          "table [Host, Port] | sort Host desc, Port",
          "groupBy([Host, bucket := timeBucket(span=\"1h\")]) | limit(2)",
          "sort(Port, order=desc, limit=2)",
          "a = 'it' | x := 'y' | head 3");

  private static final Map<String, List<String>> POOL =
      Map.ofEntries(
          Map.entry(
              "#event_simpleName", List.of("ProcessRollup2", "DnsRequest", "NetworkConnectIP4")),
          Map.entry("@timestamp", List.of("1700000000000", "1700003600000", "1700007200001")),
          Map.entry(
              "FileName", List.of("nmap.exe", "NMAP.exe", "powershell.exe", "zmap.exe", "scan")),
          Map.entry(
              "CommandLine",
              List.of(
                  "nmap -sS 10.0.0.1",
                  "tnc host -p 80",
                  "nmap --help",
                  "curl https://crt.sh/x",
                  "osint: theharvester")),
          Map.entry("ImageFileName", List.of("\\x\\nmap.exe", "\\x\\cmd.exe")),
          Map.entry("ContextProcessName", List.of("chrome.exe", "nmap.exe")),
          Map.entry("DomainName", List.of("crt.sh", "shodan.io", "example.com", "rdap.arin.net")),
          Map.entry("RemoteAddressIP4", List.of("198.51.100.1", "203.0.113.9", "10.1.1.1")),
          Map.entry("RemotePort", IntStream.range(20, 80).mapToObj(Integer::toString).toList()),
          Map.entry("LocalPort", List.of("22", "80", "445", "3389")),
          Map.entry("ConnectionDirection", List.of("0", "1")),
          Map.entry("ComputerName", List.of("alpha", "beta")),
          Map.entry("UserName", List.of("ann", "bob")),
          Map.entry("Port", List.of("22", "80", "443", "x")),
          Map.entry("Host", List.of("a", "b")),
          Map.entry("Address", List.of("10.0.0.7", "192.0.2.1")),
          Map.entry("a", List.of("it", "is")));

  @Test
  void everyConstructIsShownAndRewritten() {
    for (String text : OWN) {
      CompileResult read = compile(text, Parser.Dialect.SEEDS, false, new FieldTable());
      boolean official = text.startsWith("sort(");
      assertEquals(official, infos(read).isEmpty(), text);
      samePlan(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"T1046", "T1590.005", "T1595", "T1596.005"})
  void theSeedsAreShownConstructByConstruct(String name) throws IOException {
    String text = Files.readString(Shared.require("seeds/" + name + ".cql"));
    String bare = text.replaceAll("(?s)/\\*.*?\\*/", "");
    Map<String, Integer> written = new TreeMap<>();
    WRITTEN.forEach(
        (form, code) -> {
          Matcher matcher = Pattern.compile(form).matcher(bare);
          while (matcher.find()) {
            written.merge(code, 1, Integer::sum);
          }
        });
    Map<String, Integer> shown = new TreeMap<>();
    infos(compile(text, Parser.Dialect.SEEDS, false, new FieldTable()))
        .forEach(
            code ->
                shown.merge(
                    code.matches("dialect-(table|sort)") ? "dialect-table or -sort" : code,
                    1,
                    Integer::sum));
    // `if(` without a comparison by `=` is official with its arguments named, and none is here.
    assertEquals(written, shown);
    assertFalse(shown.isEmpty());
    samePlan(text);
  }

  private static List<String> infos(CompileResult result) {
    return result.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.INFO)
        .map(Problem::code)
        .filter(code -> code.startsWith("dialect-"))
        .toList();
  }

  private static void samePlan(String text) {
    for (boolean asRule : new boolean[] {false, true}) {
      FieldTable fields = new FieldTable();
      CompileResult read = compile(text, Parser.Dialect.SEEDS, asRule, fields);
      CompileResult strict = compile(read.canonical(), Parser.Dialect.STRICT, asRule, fields);
      assertTrue(strict.query().isPresent(), () -> read.canonical() + "\n" + strict.problems());
      assertEquals(List.of(), infos(strict), read.canonical());
      assertEquals(read.canonical(), strict.canonical());
      assertEquals(read.functions(), strict.functions(), text);
      assertEquals(read.status(), strict.status(), text);
      assertEquals(read.streaming(), strict.streaming(), text);
      assertEquals(outline(read.query().get()), outline(strict.query().get()), text);
      List<Event> events = events(fields);
      List<Map<String, String>> rows = rows(read.query().get(), events);
      assertEquals(rows, rows(strict.query().get(), events), text);
      assertFalse(rows.isEmpty(), text);
    }
  }

  /** What a job needs to know of a query, as text. */
  private static String outline(CompiledQuery query) {
    StringBuilder outline = new StringBuilder();
    query.read().stream()
        .mapToObj(query.fields()::name)
        .sorted()
        .forEach(name -> outline.append(name).append(' '));
    outline.append(query.readsAnything()).append(query.needsWholeInput());
    outline.append(query.columns()).append(query.rows().perRow());
    query
        .grouping()
        .ifPresent(
            grouping -> {
              for (int key : grouping.keys()) {
                outline.append(' ').append(query.fields().name(key));
              }
              outline.append(grouping.limit()).append(grouping.mergeable());
            });
    return outline.toString();
  }

  private static CompileResult compile(
      String text, Parser.Dialect dialect, boolean asRule, FieldTable fields) {
    return Compiler.compile(
        Parser.parse(text, dialect),
        new CompileOptions(fields, new NoWorld(), FunctionRegistry.standard(), asRule, false));
  }

  private static List<Map<String, String>> rows(CompiledQuery query, List<Event> events) {
    List<Map<String, String>> rows = new ArrayList<>();
    Evaluation.run(query, () -> events, row -> rows.add(row.toMap()));
    return rows;
  }

  private static List<Event> events(FieldTable fields) {
    Random random = new Random(7);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Map<String, String> event = new LinkedHashMap<>();
      for (String field : new TreeSet<>(POOL.keySet())) {
        List<String> values = POOL.get(field);
        if (random.nextInt(8) > 0) {
          event.put(field, values.get(random.nextInt(values.size())));
        }
      }
      events.add(new MapEvent(fields, event));
    }
    return events;
  }
}
