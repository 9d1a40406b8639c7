package dev.lanner.detect;

import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.NoWorld;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Filter;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Partial;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.events.enrich.HeardNames;
import dev.lanner.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/**
 * Rules of one set share what they ask of an event: with names of the host that come later, and
 * with exceptions that see what a rule made of it, each still gives what it gives alone.
 */
class SharedEvaluationTest {
  private static final LocalDate EXPIRES = LocalDate.of(2999, 1, 1);
  private static final String PROCESS = "#event_simpleName=ProcessRollup2 | ";
  private static final String SCANS = PROCESS + "CommandLine=/scan.*net/i";
  private static final String SCANNER =
      "match(file=\"scanner_hosts.csv\", field=ComputerName, column=host)";
  private static final String NAMED = "ComputerName=/^host-[12]$/i";

  private static final String[] QUERIES = {
    SCANS,
    SCANS + " | ComputerName := \"HOST-9\"",
    SCANS + " | ComputerName := \"HOST-1\"",
    SCANS + " | drop([ComputerName])",
    SCANS + " | rename(ComputerName, as=Host)",
    SCANS + " | rename(CommandLine, as=ComputerName)",
    SCANS + " | table([CommandLine])",
    SCANS + " | select([CommandLine, ComputerName])",
    SCANS + " | ComputerName=*",
    NAMED + " | " + SCANS,
    "not " + NAMED + " | " + SCANS,
    PROCESS + NAMED + " or CommandLine=/scan.*net/i",
    PROCESS + "CommandLine := lower(CommandLine) | CommandLine=/scan.*net/i",
    PROCESS + "case { CommandLine=/scan.*net/i | ComputerName := \"HOST-2\"; " + NAMED + "; }",
    PROCESS + SCANNER + " | CommandLine=/scan.*net/i",
    PROCESS + "not " + SCANNER + " | CommandLine=/scan.*net/i",
    SCANS + " | ComputerName=/(?<CommandLine>host.*)/i | CommandLine=/scan.*net/i",
  };

  /** Each query with each exception, and one that counts. */
  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (String query : QUERIES) {
      for (String where : List.of(SCANNER, NAMED, "not " + NAMED)) {
        rules.add(rule("rule-" + rules.size(), query).except(where, EXPIRES).build());
      }
      rules.add(rule("rule-" + rules.size(), query).exceptRow(SCANNER, EXPIRES).build());
    }
    rules.add(
        rule("rule-" + rules.size(), SCANS + " | groupBy(ComputerName)")
            .window(Duration.ofHours(1))
            .except(NAMED, EXPIRES)
            .build());
    return rules;
  }

  private static final class World extends NoWorld {
    private final CompactTable hosts;

    World() {
      CompactTable.Builder builder = new CompactTable.Builder(List.of("host", "owner"), 0);
      List.of("HOST-1", "blue", "HOST-3", "red").forEach(builder::text);
      hosts = builder.build();
    }

    @Override
    public Optional<LookupFile> lookup(String name) {
      return Optional.of(hosts);
    }
  }

  /** A set of rules as an operator runs it: early parts over the line, then all over the event. */
  private static final class Running implements EventEvaluation.Output {
    private final ActiveRules rules;
    private final List<Filter> early;
    private final FdrDecoder decoder;
    private final EventEvaluation evaluation;
    private final Row row;
    private Map<String, List<String>> sent = new TreeMap<>();

    Running(List<Rule> set) {
      rules = ActiveRules.compile(Harness.set(1, set.toArray(Rule[]::new)), new World());
      early =
          rules.queries().stream()
              .map(query -> query.query().prefilter(EnrichedEvent.FILLED_IN::contains))
              .toList();
      decoder = FdrDecoder.forEvents(rules.fields());
      evaluation =
          new EventEvaluation(
              rules,
              new QueryCosts(rules.queries()),
              FleetNames.NONE,
              new DetectionMaker(3_600_000),
              this);
      row = new Row(rules.fields());
    }

    /** What the rules send of an event of which the name of the host is heard late. */
    Map<String, List<String>> run(String line, HeardNames heard) {
      sent = new TreeMap<>();
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      FdrEvent event = (FdrEvent) decoder.decode(bytes, 0, bytes.length);
      List<Integer> passed = new ArrayList<>();
      for (int i = 0; i < early.size(); i++) {
        if (early.get(i).test(row.reset(event))) {
          passed.add(i);
        }
      }
      int[] queries = passed.stream().mapToInt(Integer::intValue).toArray();
      evaluation.run(event, queries, queries.length, false);
      evaluation.run(event, queries, queries.length, false, heard, Long.MAX_VALUE);
      return sent;
    }

    private void note(String from, String what) {
      sent.computeIfAbsent(from, none -> new ArrayList<>()).add(what);
    }

    @Override
    public void detection(Detection detection) {
      note(detection.rule().id(), detection.toString());
    }

    @Override
    public <T> void side(OutputTag<T> tag, T value) {
      if (value instanceof Count count) {
        note(count.counter(), Long.toString(count.value()));
      } else if (value instanceof Partial partial) {
        note("partial", partial.group());
      }
    }

    @Override
    public long watermark() {
      return Long.MIN_VALUE;
    }
  }

  private static String line(Random random, int second) {
    String type = random.nextInt(8) == 0 ? "DnsRequest" : "ProcessRollup2";
    String command =
        List.of("Scan the NET", "scan.net", "calc", "host-1 scan net").get(random.nextInt(4));
    String line = Harness.line(type, "id" + second, second, "CommandLine", command);
    return random.nextInt(2) == 0
        ? line.replace("\"ComputerName\":\"HOST-1\",", "")
        : line.replace("HOST-1", "HOST-" + (1 + random.nextInt(4)));
  }

  private static HeardNames heard(Random random, FdrDecoder decoder) {
    HeardNames heard = new HeardNames("cid1", "aid1");
    byte[] bytes =
        Harness.line("AgentOnline", "n", 0)
            .replace("HOST-1", "HOST-" + (1 + random.nextInt(4)))
            .getBytes(StandardCharsets.UTF_8);
    FdrEvent event = (FdrEvent) decoder.decode(bytes, 0, bytes.length);
    heard.hear(event, Harness.START, Harness.START, Harness.START);
    return heard;
  }

  @Test
  void eachRuleGivesWhatItGivesAlone() {
    long seed = 11;
    Random random = new Random(seed);
    List<Rule> rules = rules();
    Running together = new Running(rules);
    List<Running> alone = rules.stream().map(rule -> new Running(List.of(rule))).toList();
    FdrDecoder decoder = FdrDecoder.forEvents(together.rules.fields());
    TreeSet<String> differing = new TreeSet<>();
    int detections = 0;
    for (int second = 1; second <= 150; second++) {
      String line = line(random, second);
      HeardNames heard = heard(random, decoder);
      Map<String, List<String>> all = together.run(line, heard);
      Map<String, List<String>> each = new TreeMap<>();
      alone.forEach(one -> each.putAll(one.run(line, heard)));
      assertEquals(each.keySet(), all.keySet(), "seed " + seed + ": " + line);
      each.forEach(
          (from, what) -> assertEquals(what, all.get(from), from + ", seed " + seed + ": " + line));
      detections += all.size();
      differing.add(all.keySet().toString());
    }
    assertTrue(detections > 5_000, "only " + detections);
    assertTrue(differing.size() > 5, "events are all alike: " + differing.size());
  }
}
