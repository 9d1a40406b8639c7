package dev.lanner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.lookups.MaxMindWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DESIGN section 7, `eval`. */
class EvalCommandTest {
  private static final String EVENTS =
      """
      {"@timestamp":"1000","host":"a","port":22}
      {"@timestamp":"2000","host":"b","port":80}
      {"@timestamp":"3000","host":"a","port":443}
      """;

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void printsAnAlignedTable() throws IOException {
    CommandRun run = CommandRun.of("eval", "groupBy(host)", file("e.ndjson", EVENTS));
    assertEquals(
        """
        host  _count
        ----  ------
        a     2
        b     1
        2 rows
        """,
        run.out());
    assertEquals(0, run.exit());
  }

  @Test
  void printsCsvJsonAndNdjson() throws IOException {
    String query = "select([host, note]) | note := format(\"%s, \\\"x\\\"\", field=host) | head(1)";
    String file = file("e.ndjson", EVENTS);
    assertEquals(
        "host,note\na,\"a, \"\"x\"\"\"\n",
        CommandRun.of("eval", query, file, "--format=csv").out());
    assertEquals(
        "[\n  {\"host\":\"a\",\"note\":\"a, \\\"x\\\"\"}\n]\n",
        CommandRun.of("eval", query, file, "--format=json").out());
    assertEquals(
        "{\"host\":\"a\",\"note\":\"a, \\\"x\\\"\"}\n",
        CommandRun.of("eval", query, file, "--format=ndjson").out());
  }

  @Test
  void readsGzipAndStandardInput() throws IOException {
    Path zipped = folder.resolve("part-0.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(EVENTS.getBytes(StandardCharsets.UTF_8));
    }
    String counted = "_count\n------\n3\n1 row\n";
    assertEquals(counted, CommandRun.of("eval", "count()", zipped.toString()).out());
    assertEquals(counted, CommandRun.withInput(EVENTS, "eval", "count()", "-").out());
    assertEquals(counted, CommandRun.withInput(EVENTS, "eval", "count()").out());
  }

  private String many(int count) throws IOException {
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < count; i++) {
      events.append("{\"@timestamp\":\"").append(i).append("\",\"n\":\"").append(i).append("\"}\n");
    }
    return file("many.ndjson", events.toString());
  }

  /** LANGUAGE 3.1: a query without an aggregate gives the newest 200 events. */
  @Test
  void givesTheNewestEventsAndSaysSo() throws IOException {
    CommandRun run = CommandRun.of("eval", "n=* | select(n)", many(1200), "--format=csv");
    assertEquals(201, run.out().lines().count());
    assertTrue(run.out().startsWith("n\n1000\n"), run.out());
    assertEquals("eval: the newest 200 of 1,200 events; --all prints every one\n", run.err());
    assertEquals("", CommandRun.of("eval", "n<200 | select(n)", many(300)).err());
  }

  @Test
  void printsAllEventsInTheOrderReadIfAsked() throws IOException {
    String file = many(2500);
    CommandRun csv = CommandRun.of("eval", "select(n)", file, "--format=csv", "--all");
    assertEquals(2501, csv.out().lines().count());
    assertTrue(csv.out().startsWith("n\n0\n1\n"));
    assertTrue(csv.out().endsWith("\n2499\n"));
    assertEquals("", csv.err());
    CommandRun pages = CommandRun.of("eval", "select(n)", file, "--all");
    assertEquals(2500 + 3 * 2 + 1, pages.out().lines().count());
    assertTrue(pages.out().endsWith("\n2499\n2500 rows\n"));
  }

  /** A column that only the last of many rows has stands in the heading all the same. */
  @Test
  void csvNamesEveryColumn() throws IOException {
    String last = "{\"@timestamp\":\"9\",\"late\":\"a\\nb\"}\n";
    String file = file("e.ndjson", Files.readString(Path.of(many(1500))) + last);
    CommandRun run = CommandRun.of("eval", "*", file, "--format=csv", "--all");
    String heading = run.out().lines().findFirst().orElseThrow();
    assertTrue(heading.endsWith(",late"), heading);
    assertTrue(run.out().endsWith(",\"a\nb\"\n"));
  }

  @Test
  void nothingIsAnEmptyListAHeadingOrNoLine() throws IOException {
    String file = file("e.ndjson", EVENTS);
    String query = "host=none | select(host)";
    assertEquals("[]\n", CommandRun.of("eval", query, file, "--format=json").out());
    assertEquals("host\n", CommandRun.of("eval", query, file, "--format=csv").out());
    assertEquals("", CommandRun.of("eval", query, file, "--format=ndjson").out());
    assertEquals("host\n----\n0 rows\n", CommandRun.of("eval", query, file).out());
  }

  /** Whoever writes a command line writes to the analyst's terminal. */
  @Test
  void controlCharactersAreShownNotSent() throws IOException {
    String file =
        file(
            "e.ndjson",
            "{\"a\":\"\\u001b]0;x\\u0007\\u009b2J\\u202eexe\",\"\\u001bb\":\"1\\r\\n2\"}\n");
    CommandRun table = CommandRun.of("eval", "select([a, \"\u001bb\"])", file);
    assertTrue(
        table.out().contains("\\u001b]0;x\\u0007\\u009b2J\\u202eexe  1\\r\\n2\n"), table.out());
    assertTrue(table.out().startsWith("a"), table.out());
    assertEquals(
        "{\"a\":\"\\u001b]0;x\\u0007\\u009b2J\\u202eexe\"}\n",
        CommandRun.of("eval", "select(a)", file, "--format=ndjson")
            .out()
            .replace("\\u001B", "\\u001b"));
  }

  @Test
  void asksForOutsideDataWhereItIsLookedFor() throws IOException {
    Path lookups = Files.createDirectory(folder.resolve("lookups"));
    String file = file("e.ndjson", EVENTS);
    CommandRun missing =
        CommandRun.of(
            "eval", "match(\"a.csv\", field=host) | asn(host)", file, "--lookups=" + lookups);
    assertEquals(2, missing.exit());
    assertEquals(
        """
        query:1:7: error[unknown-lookup]: there is no lookup file `a.csv`
           1 | match("a.csv", field=host) | asn(host)
             |       ^^^^^^^
             = looked for in `LOOKUPS`; put it there, or name a folder by --lookups
        query:1:30: error[missing-database]: there is no database `asn` at hand
           1 | match("a.csv", field=host) | asn(host)
             |                              ^^^
             = looked for in `LOOKUPS`; put GeoLite2-ASN.mmdb of MaxMind there, or name a folder by --lookups
        """
            .replace("LOOKUPS", lookups.toString()),
        missing.err());
  }

  @Test
  void knowsOutsideDataOfFiles() throws IOException {
    Path lookups = Files.createDirectory(folder.resolve("lookups"));
    new MaxMindWriter("GeoLite2-City", 1)
        .network("192.0.2.0/24", Map.of("country", Map.of("iso_code", "NO")))
        .write(lookups.resolve("city.mmdb"));
    new MaxMindWriter("GeoLite2-ASN", 1)
        .network("192.0.2.0/24", Map.of("autonomous_system_number", 64_500L))
        .write(lookups.resolve("asn.mmdb"));
    Files.writeString(
        lookups.resolve("ioc.csv"),
        "indicator,type,malicious_confidence\n192.0.2.7,ip_address,high\n");
    Files.writeString(lookups.resolve("rdns.csv"), "ip,hostname\n8.8.8.8,dns.example\n");
    CommandRun run =
        CommandRun.of(
            "eval",
            "ipLocation(ip) | asn(ip) | ioc:lookup(ip, type=ip_address) | reverseDns(ip)"
                + " | select([ip, ip.country, ip.asn, ioc.detected, _hostname])",
            file("e.ndjson", "{\"ip\":\"192.0.2.7\"}\n{\"ip\":\"8.8.8.8\"}\n"),
            "--lookups=" + lookups,
            "--format=csv");
    assertEquals("", run.err());
    assertEquals(
        """
        ip,ip.country,ip.asn,ioc.detected,_hostname
        192.0.2.7,NO,64500,true,
        8.8.8.8,,,,dns.example
        """,
        run.out());
  }

  @Test
  void aBrokenLookupIsOneLine() throws IOException {
    Path lookups = Files.createDirectory(folder.resolve("lookups"));
    Files.writeString(lookups.resolve("a.csv"), "host,note\na,\"x\n");
    CommandRun run =
        CommandRun.of(
            "eval", "match(a.csv, field=host)", file("e.ndjson", EVENTS), "--lookups=" + lookups);
    assertEquals(3, run.exit());
    assertEquals(
        "eval: "
            + lookups.resolve("a.csv")
            + ":2: a quote is opened here and never closed; a value with a comma, a quote or a line"
            + " end in it stands in quotes, a quote in it twice\n",
        run.err());
    assertEquals("", run.out());
  }

  @Test
  void boundsByTimeAndBindsParameters() throws IOException {
    String file = file("e.ndjson", EVENTS);
    CommandRun run =
        CommandRun.of(
            "eval",
            "host=?h | count()",
            file,
            "--param=h=a",
            "--param=h=b",
            "--start=2000",
            "--end=3000");
    assertEquals("_count\n------\n1\n1 row\n", run.out());
  }

  @Test
  void callsSavedQueries() throws IOException {
    Path saved = Files.createDirectory(folder.resolve("saved"));
    Files.writeString(saved.resolve("web.cql"), "port=?{p=80}");
    CommandRun run =
        CommandRun.of(
            "eval", "$web() | select(host)", file("e.ndjson", EVENTS), "--saved=" + saved);
    assertEquals("host\n----\nb\n1 row\n", run.out());
  }

  @Test
  void aWrongQueryIsShownWithItsPlace() throws IOException {
    CommandRun run = CommandRun.of("eval", "host=a | lowr(host)", file("e.ndjson", EVENTS));
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(
        run.err()
            .startsWith(
                """
                query:1:10: error[unknown-function]: there is no function `lowr`
                   1 | host=a | lowr(host)
                     |          ^^^^
                     = did you mean `lower`?\
                """),
        run.err());
  }

  @Test
  void missingInputIsOneLine() {
    CommandRun run = CommandRun.of("eval", "count()", "no/such.gz");
    assertEquals(3, run.exit());
    assertEquals("eval: input `no/such.gz` does not exist\n", run.err());
  }

  @Test
  void linesThatAreNoEventsAreNamedAndPassedOver() throws IOException {
    String file = file("e.ndjson", EVENTS + "not json\n");
    CommandRun run = CommandRun.of("eval", "count()", file);
    assertEquals("_count\n------\n3\n1 row\n", run.out());
    assertTrue(run.err().startsWith("eval: " + file + ":4"), run.err());
    assertEquals(0, run.exit());
  }

  @Test
  void manyColumnsArePrintedAsBlocks() {
    StringBuilder event = new StringBuilder("{\"@timestamp\":\"1\"");
    for (int i = 10; i < 30; i++) {
      event.append(",\"f").append(i).append("\":\"").append(i).append('"');
    }
    CommandRun run = CommandRun.withInput(event + "}\n", "eval", "f10=10");
    assertTrue(run.out().startsWith("-- row 1\n@timestamp "), run.out());
  }

  /** The protocol of the machine form: in order, going on after a bad line. */
  @Test
  void answersRequestsLineByLine() {
    CommandRun run =
        CommandRun.withInput(
            """
            {"id":1,"query":"x.y > 1 | z := a[1] | select([x.y, z])","events":[{"x":{"y":2},"a":["p","q"],"n":null}]}
            nonsense
            {"id":"b","query":"lowr(x)","events":[]}
            {"id":"c","query":"a=?p | match(file=f.csv, field=a)","events":[{"a":"1"}],"params":{"p":"1"},"files":{"f.csv":"a,b\\n1,2\\n"}}
            {"id":"d","query":"$s() | c := a + 4","events":[{"a":"1"},{"b":"1"}],"saved":{"s":"a=*"}}
            """,
            "eval",
            "--ndjson");
    String[] lines = run.out().split("\n");
    assertEquals("{\"id\":1,\"status\":\"ok\",\"rows\":[{\"x.y\":\"2\",\"z\":\"q\"}]}", lines[0]);
    assertTrue(
        lines[1].startsWith("{\"status\":\"error\",\"rows\":[],\"error\":\"not a JSON"), lines[1]);
    assertTrue(
        lines[2].startsWith(
            "{\"id\":\"b\",\"status\":\"error\",\"rows\":[],\"error\":\"unknown-function:"),
        lines[2]);
    assertEquals("{\"id\":\"c\",\"status\":\"ok\",\"rows\":[{\"a\":\"1\",\"b\":\"2\"}]}", lines[3]);
    assertEquals("{\"id\":\"d\",\"status\":\"ok\",\"rows\":[{\"a\":\"1\",\"c\":\"5\"}]}", lines[4]);
    assertEquals(5, lines.length);
  }
}
