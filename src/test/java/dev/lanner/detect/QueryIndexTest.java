package dev.lanner.detect;

import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Filter;
import dev.lanner.detect.ActiveRules.EventQuery;
import dev.lanner.events.archive.Archive;
import dev.lanner.events.archive.DataFile;
import dev.lanner.events.archive.LineReader;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryIndexTest {
  private static final Set<String> DEFERRED = Set.of("ComputerName", "UserName");

  private static final String[] QUERIES = {
    "#event_simpleName=ProcessRollup2 FileName=/^(nmap|masscan)(\\.exe)?$/i",
    "event_simpleName=DnsRequest DomainName=*.shodan.io",
    "#event_simpleName=/^(ProcessRollup2|SyntheticProcessRollup2)$/ CommandLine=/ -p\\s*[0-9]/",
    "in(#event_simpleName, values=[NetworkConnectIP4, NetworkConnectIP6]) | RemotePort=443",
    "ImageFileName=/\\\\(cmd|powershell|wmic)\\.exe$/i | CommandLine=/recon|enum|whoami/i",
    "Image := lower(ImageFileName) | Image=/\\/usr\\/bin\\/(curl|wget)$/",
    "case { #event_simpleName=UserLogon | x := 1; DomainName=* | x := 2 } | x=*",
    "ComputerName=WS* | #event_simpleName=DnsRequest",
    "#event_simpleName=DnsRequest | not DomainName=/microsoft|windows/",
    "RemoteAddressIP4=*",
    "#event_simpleName!=DnsRequest | aid=*",
    "CommandLine=\"*--version*\" OR FileName=git",
    "#event_simpleName=NoSuchType",
  };

  private final ActiveRules rules =
      ActiveRules.compile(Harness.set(1, rules()), new RuleEnvironment(Lookups.NONE));
  private final List<CompiledQuery> queries =
      rules.queries().stream().map(EventQuery::query).toList();
  private final QueryIndex index = new QueryIndex(queries, rules.fields(), DEFERRED);
  private final FdrDecoder decoder = FdrDecoder.forEvents(rules.fields());
  private final List<Filter> matches =
      queries.stream().map(query -> query.prefilter(name -> false)).toList();
  private final Row row = new Row(rules.fields());

  private static Rule[] rules() {
    Rule[] rules = new Rule[QUERIES.length];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = rule("rule-" + (char) ('a' + i), QUERIES[i]).build();
    }
    return rules;
  }

  private int[] found(FdrEvent event) {
    return Arrays.copyOf(index.found(), index.look(event));
  }

  private int[] found(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return found((FdrEvent) decoder.decode(bytes, 0, bytes.length));
  }

  @Test
  void noQueryThatWouldMatchIsMissed() throws IOException {
    long events = 0;
    long looked = 0;
    long matched = 0;
    for (DataFile file : Archive.scan(Path.of("src", "sample")).events()) {
      try (LineReader lines = LineReader.open(file)) {
        while (lines.next() != LineReader.Read.END) {
          FdrEvent event =
              (FdrEvent) decoder.decode(lines.buffer(), lines.offset(), lines.length());
          int[] found = found(event);
          events++;
          looked += found.length;
          for (int query = 0; query < queries.size(); query++) {
            if (matches.get(query).test(row.reset(event))) {
              matched++;
              String line = event.line();
              String text = QUERIES[query];
              assertTrue(Arrays.binarySearch(found, query) >= 0, () -> text + " missed " + line);
            }
          }
        }
      }
    }
    assertTrue(events > 5000, "only " + events + " events");
    assertTrue(matched > events / 10, "only " + matched + " matches");
    assertTrue(looked < 3 * events, looked + " queries looked at for " + events + " events");
  }

  @Test
  void whatCannotMatchIsNotLookedAt() {
    String line = "{\"event_simpleName\":\"%s\",\"%s\":\"%s\",\"timestamp\":\"1761955200000\"}";
    assertArrayEquals(
        new int[0], found(String.format(line, "ProcessRollup2", "FileName", "notepad.exe")));
    assertArrayEquals(
        new int[] {0}, found(String.format(line, "ProcessRollup2", "FileName", "NMAP")));
    assertArrayEquals(new int[] {10}, found(String.format(line, "EndOfProcess", "aid", "a")));
    assertArrayEquals(new int[] {6}, found(String.format(line, "UserLogon", "x", "y")));
  }

  @Test
  void anEventWithTwoTypesIsLookedAtByAll() {
    String line =
        "{\"event_simpleName\":\"A\",\"#event_simpleName\":\"B\",\"timestamp\":\"1761955200000\"}";
    assertEquals(QUERIES.length, found(line).length);
  }
}
