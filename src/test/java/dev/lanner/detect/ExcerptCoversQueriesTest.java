package dev.lanner.detect;

import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.detect.ActiveRules.EventQuery;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query gives the same of what is sent on of an event as of the whole line, or asks for that. */
class ExcerptCoversQueriesTest {
  private static final String LINE =
      "{\"event_simpleName\":\"ProcessRollup2\",\"cid\":\"c\",\"aid\":\"a\",\"id\":\"i\","
          + "\"timestamp\":\"1761955200000\",\"CommandLine\":\"nmap -sS k=v\",\"x[0]\":\"p\","
          + "\"x[1]\":\"q\",\"o[0].n\":\"1\",\"o[1].n\":\"2\",\"Flags\":\"5\",\"Unnamed\":\"u\","
          + "\"js\":\"{\\\"d\\\":7}\",\"Name\":\"Unnamed\",\"ImageFileName\":\"/usr/bin/nmap\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count() | x := 1",
        "groupBy(FileName, function=count())",
        "groupBy(aid, function=[count(), collect([CommandLine, Flags])])",
        "groupBy(aid, function=selectLast([CommandLine, Unnamed]))",
        "groupBy(aid, function=tail(3))",
        "groupBy(aid, function=head(3))",
        "tail(3)",
        "head(3)",
        "sort(Flags, limit=3)",
        "fieldstats()",
        "top(CommandLine)",
        "stats([max(Flags), min(Flags)])",
        "selectFromMax(Flags, include=[CommandLine])",
        "table([CommandLine, Unnamed], limit=3)",
        "select([CommandLine, FileName])",
        "eventSize() | select(_eventSize)",
        "eventFieldCount() | select(_eventFieldCount)",
        "writeJson(as=all) | select(all)",
        "writeJson(o, as=all) | select(all)",
        "y := getField(Name) | select(y)",
        "concatArray(x, separator=\",\", as=y) | select(y)",
        "array:contains(\"x[]\", value=\"q\") | select(aid)",
        "array:length(\"x[]\", as=y) | select(y)",
        "objectArray:eval(\"o[]\", asArray=\"m[]\", function={m := o.n}) | select(\"m[0]\")",
        "split(x) | select(x)",
        "splitString(CommandLine, by=\" \", as=w) | select(\"w[1]\")",
        "kvParse(CommandLine) | select(k)",
        "parseJson(js, prefix=\"j.\") | select(\"j.d\")",
        "regex(\"(?<tool>n\\w+)\", field=CommandLine) | select(tool)",
        "nmap | select(aid)",
        "/u/ | select(aid)",
        "lowercase(\"*\") | select(CommandLine)",
        "wildcard(field=CommandLine, pattern=\"*nmap*\") | select(aid)",
        "rename(CommandLine, as=c) | select(c)",
        "@rawstring=/nmap/ | select(@rawstring)",
        "bitfield:extractFlags(field=Flags, output=[[0, low]]) | select(low)",
        "format(\"%s %s\", field=[CommandLine, Flags], as=y) | select(y)",
      })
  void theSameRows(String query) {
    ActiveRules rules =
        ActiveRules.compile(
            Harness.set(1, rule("r", query).window(Duration.ofMinutes(5)).build()),
            new RuleEnvironment(Lookups.NONE));
    EventQuery only = rules.queries().get(0);
    FdrDecoder decoder = FdrDecoder.forEvents(rules.fields());
    byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
    FdrEvent event = (FdrEvent) decoder.decode(line, 0, line.length);
    byte[] excerpt = only.needsWholeLine() ? null : event.excerpt();
    List<Map<String, String>> whole = rows(only.query(), event);
    assertTrue(!whole.isEmpty(), "no row to compare");
    if (excerpt != null) {
      FdrEvent part = (FdrEvent) decoder.decode(excerpt, 0, excerpt.length);
      assertEquals(whole, rows(only.query(), part));
    }
  }

  private static List<Map<String, String>> rows(CompiledQuery query, FdrEvent event) {
    List<Row> made = new ArrayList<>();
    Row row = new Row(query.fields());
    if (query.grouping().isEmpty()) {
      query.perEvent().process(row.reset(event), each -> made.add(each.copy()));
    } else {
      CompiledQuery.Grouping grouping = query.grouping().get();
      Accumulator state = grouping.create();
      String[] key = new String[grouping.keys().length];
      query
          .perEvent()
          .process(
              row.reset(event),
              each -> {
                if (grouping.key(each, key)) {
                  state.add(each);
                }
              });
      grouping.emit(key, state, each -> made.add(each.copy()));
    }
    return made.stream().map(Row::toMap).toList();
  }
}
