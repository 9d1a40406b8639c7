package dev.lanner.events.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.events.decode.DecodeFailure.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FdrDecoderTest {
  private final FieldTable fields = new FieldTable();

  private FdrDecoder decoder(String... names) {
    for (String name : names) {
      fields.intern(name);
    }
    return FdrDecoder.forEvents(fields);
  }

  private static Decoded decode(FdrDecoder decoder, String line) {
    byte[] bytes = ("xx" + line + "yy").getBytes(StandardCharsets.UTF_8);
    return decoder.decode(bytes, 2, bytes.length - 4);
  }

  private static FdrEvent event(FdrDecoder decoder, String line) {
    Decoded decoded = decode(decoder, line);
    return assertInstanceOf(FdrEvent.class, decoded, decoded::toString);
  }

  private FdrEvent event(String line) {
    return event(decoder(), line);
  }

  private static Map<String, String> toMap(FdrEvent event) {
    Map<String, String> map = new LinkedHashMap<>();
    event.forEach((name, text) -> assertNull(map.put(name, text), name));
    return map;
  }

  // Values

  @Test
  void valuesOfTheTableAreTextsAsWritten() {
    FdrDecoder decoder = decoder("s", "n", "big", "e", "yes", "no", "gone", "none");
    FdrEvent event =
        event(
            decoder,
            """
            {"timestamp":1760406074201,"s":"a\\"b\\u00e9\\n","n":-0.50,"big":18446744073709551615,\
            "e":1.0E+3,"yes":true,"no":false,"gone":null}\
            """);
    assertEquals("a\"bé\n", event.text(fields.find("s")));
    assertEquals("-0.50", event.text(fields.find("n")));
    assertEquals("18446744073709551615", event.text(fields.find("big")));
    assertEquals("1.0E+3", event.text(fields.find("e")));
    assertEquals("true", event.text(fields.find("yes")));
    assertEquals("false", event.text(fields.find("no")));
    assertNull(event.text(fields.find("gone")), "null is no value");
    assertNull(event.text(fields.find("none")));
    assertFalse(event.has(fields.find("gone")));
  }

  @Test
  void nestedValuesHaveFlatNames() {
    String line =
        """
        {"timestamp":1,"Attacks":[{"Tactic":"Discovery","Technique":"T1046"},{"Tactic":"X"}],\
        "info":{"host":{"Timezone":"UTC"},"n":1},"list":[[1,2],[]],"empty":{}}\
        """;
    FdrEvent event = event(decoder("Attacks[1].Tactic", "info.host.Timezone", "list[0][1]"), line);
    assertEquals("X", event.text(fields.find("Attacks[1].Tactic")));
    assertEquals("UTC", event.text(fields.find("info.host.Timezone")));
    assertEquals("2", event.text(fields.find("list[0][1]")));
    assertEquals("T1046", event.text("Attacks[0].Technique"), "a name outside the table");
    assertEquals("1", event.text("info.n"));
    assertNull(event.text("Attacks"), "a list has no text of its own");
    assertNull(event.text("empty"));
  }

  @Test
  void theLastOfSeveralFieldsWithOneNameCounts() {
    FdrEvent event =
        event(decoder("a", "b"), "{\"a\":\"1\",\"timestamp\":1,\"a\":\"2\",\"b\":3,\"b\":null}");
    assertEquals("2", event.text(fields.find("a")));
    assertNull(event.text(fields.find("b")));
    assertEquals("2", toMap(event).get("a"));
    assertFalse(toMap(event).containsKey("b"));
  }

  @Test
  void emptyTextIsAValue() {
    FdrEvent event = event(decoder("ProcessEndTime"), "{\"ProcessEndTime\":\"\",\"timestamp\":1}");
    assertTrue(event.has(fields.find("ProcessEndTime")), "scenario Q-13");
    assertEquals("", event.text(fields.find("ProcessEndTime")));
  }

  @Test
  void surrogateWithoutPartnerIsReplaced() {
    FdrEvent event =
        event(
            decoder("a", "b"),
            "{\"timestamp\":1,\"a\":\"x\\ud83dy\\ude00\",\"b\":\"\\ud83d\\ude00\"}");
    assertEquals("x\ufffdy\ufffd", event.text(fields.find("a")));
    assertEquals("\ud83d\ude00", event.text(fields.find("b")));
  }

  @Test
  void aDecoderForgetsTheLineBefore() {
    FdrDecoder decoder = decoder("a");
    event(decoder, "{\"a\":\"1\",\"x\":\"old\",\"timestamp\":1}").text("x");
    FdrEvent event = event(decoder, "{\"b\":\"2\",\"timestamp\":2}");
    assertNull(event.text("a"));
    assertNull(event.text("x"));
    assertEquals(2, event.timestampMillis());
  }

  @Test
  void namesInternedAfterwardsStillAnswer() {
    FdrDecoder decoder = decoder("a");
    int late = fields.intern("late");
    FdrEvent event = event(decoder, "{\"late\":\"x\",\"timestamp\":1}");
    assertEquals("x", event.text(late));
  }

  @Test
  void ip6EventKeepsItsIp4Address() {
    FdrEvent event =
        event(
            decoder("RemoteAddressIP4", "RemoteAddressIP6"),
            "{\"event_simpleName\":\"NetworkConnectIP6\",\"RemoteAddressIP4\":\"198.51.100.4\","
                + "\"timestamp\":\"1\"}");
    assertEquals("198.51.100.4", event.text("RemoteAddressIP4"), "scenario Q-14");
    assertNull(event.text("RemoteAddressIP6"));
  }

  // Names LogScale adds

  @Test
  void tagAndFieldAnswerForEachOther() {
    FdrEvent event =
        event(
            decoder("#event_simpleName", "event_simpleName", "#cid", "cid"),
            "{\"event_simpleName\":\"DnsRequest\",\"cid\":\"c1\",\"timestamp\":\"1\"}");
    for (String name : List.of("#event_simpleName", "event_simpleName")) {
      assertEquals("DnsRequest", event.text(fields.find(name)));
      assertEquals("DnsRequest", event.text(name));
    }
    assertEquals("c1", event.text("#cid"));
    assertEquals("c1", event.text("#repo.cid"));
    assertEquals("DnsRequest", event.simpleName());

    FdrEvent exported =
        event(FdrDecoder.forEvents(fields), "{\"#event_simpleName\":\"X\",\"@timestamp\":7}");
    assertEquals("X", exported.text(fields.find("event_simpleName")));
    assertEquals("X", exported.simpleName());
    assertEquals("7", exported.text("timestamp"));
  }

  @Test
  void everyEventHasTheFieldsOfLogScale() {
    String line = "{\"id\":\"e1\",\"timestamp\":\"1760406074201\",\"type\":\"other\"}";
    FdrEvent event = event(line);
    assertEquals("1760406074201", event.text("@timestamp"));
    assertEquals("1760406074201", event.text("@ingesttimestamp"));
    assertEquals("0", event.text("@timestamp.nanos"));
    assertEquals("Z", event.text("@timezone"));
    assertEquals("e1", event.text("@id"));
    assertEquals(line, event.text("@rawstring"));
    assertEquals("base_sensor", event.text("#repo"));
    assertEquals("falcon-raw-data", event.text("#type"), "a tag, not the field `type`");
  }

  @Test
  void fileNameAndPathComeFromTheImage() {
    FdrEvent windows =
        event(
            decoder("FileName", "FilePath"),
            "{\"ImageFileName\":\"\\\\Device\\\\HarddiskVolume3\\\\Windows\\\\NETSTAT.EXE\","
                + "\"timestamp\":\"1\"}");
    assertEquals("NETSTAT.EXE", windows.text(fields.find("FileName")), "case kept, scenario Q-15");
    assertEquals("\\Device\\HarddiskVolume3\\Windows\\", windows.text(fields.find("FilePath")));

    FdrEvent linux = event("{\"ImageFileName\":\"/usr/bin/nmap\",\"timestamp\":\"1\"}");
    assertEquals("nmap", linux.text("FileName"));
    assertEquals("/usr/bin/", linux.text("FilePath"));

    FdrEvent root = event("{\"ImageFileName\":\"/\",\"timestamp\":\"1\"}");
    assertNull(root.text("FileName"), "no empty text is made up");
    assertEquals("/", root.text("FilePath"));

    FdrEvent bare = event("{\"ImageFileName\":\"arp\",\"timestamp\":\"1\"}");
    assertEquals("arp", bare.text("FileName"));
    assertNull(bare.text("FilePath"));
  }

  @Test
  void whatIsOnTheLineIsNeverReplaced() {
    FdrEvent event =
        event(
            "{\"ImageFileName\":\"/usr/bin/nmap\",\"FileName\":\"\",\"ContextBaseFileName\":\"a\","
                + "\"ContextProcessName\":\"b\",\"@id\":\"mine\",\"id\":\"i\",\"timestamp\":\"1\"}");
    assertEquals("", event.text("FileName"));
    assertEquals("b", event.text("ContextProcessName"));
    assertEquals("mine", event.text("@id"));
  }

  @Test
  void contextProcessNameComesFromContextBaseFileNameUnlessEmpty() {
    assertEquals(
        "chrome.exe",
        event("{\"ContextBaseFileName\":\"chrome.exe\",\"timestamp\":\"1\"}")
            .text("ContextProcessName"));
    assertNull(
        event("{\"ContextBaseFileName\":\"\",\"timestamp\":\"1\"}").text("ContextProcessName"),
        "scenario Q-13");
  }

  @Test
  void fieldsAreShownInTheOrderOfTheLineThenDerivedOnesByName() {
    FdrEvent event =
        event(
            "{\"z\":\"1\",\"event_simpleName\":\"T\",\"ImageFileName\":\"/bin/a\",\"timestamp\":\"9\"}");
    List<String> names = new ArrayList<>(toMap(event).keySet());
    assertEquals(
        List.of(
            "z",
            "#event_simpleName",
            "ImageFileName",
            "timestamp",
            "#repo",
            "#type",
            "@id",
            "@ingesttimestamp",
            "@rawstring",
            "@timestamp",
            "@timestamp.nanos",
            "@timezone",
            "FileName",
            "FilePath"),
        names);
  }

  // Time

  @ParameterizedTest
  @CsvSource({
    "'\"timestamp\":\"1760406074201\"', 1760406074201",
    "'\"timestamp\":1760406074201', 1760406074201",
    "'\"timestamp\":\"1760406074201.9\"', 1760406074201",
    "'\"timestamp\":\"1970-01-01T00:00:01.234Z\"', 1234",
    "'\"timestamp\":\"1970-01-01 00:00:01.234Z\"', 1234",
    "'\"timestamp\":\"1970-01-01T01:00:01+01:00\"', 1000",
    "'\"timestamp\":\"1970-01-01T00:00:01\"', 1000",
    "'\"UTCTimestamp\":\"1604855134461\"', 1604855134461",
    "'\"UTCTimestamp\":\"1604855134\"', 1604855134000",
    "'\"timestamp\":\"\",\"UTCTimestamp\":1604855134461', 1604855134461",
    "'\"timestamp\":\"2020-01-01T00:00:00Z\",\"@timestamp\":5', 5",
  })
  void timeIsReadInAllItsSpellings(String members, long millis) {
    FdrEvent event = event("{" + members + "}");
    assertEquals(millis, event.timestampMillis());
    assertEquals(Long.toString(millis), event.text("@timestamp"));
  }

  @Test
  void isoTimestampStaysAsWritten() {
    FdrEvent event = event("{\"timestamp\":\"1970-01-01T00:00:01Z\"}");
    assertEquals("1970-01-01T00:00:01Z", event.text("timestamp"));
    assertEquals("1000", event.text("@timestamp"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}'",
    "'{\"timestamp\":\"\"}'",
    "'{\"timestamp\":\"soon\"}'",
    "'{\"timestamp\":\"-1\"}'",
    "'{\"timestamp\":\"99999999999999999999\"}'",
    "'{\"timestamp\":\"1e2147483647\"}'",
    "'{\"timestamp\":\"2020-13-01T00:00:00Z\"}'",
    "'{\"timestamp\":[1]}'",
    "'{\"ContextTimeStamp\":\"1760406074.2\"}'",
  })
  void anEventWithoutTimeIsAFailure(String line) {
    assertEquals(new DecodeFailure(Cause.NO_TIME, 0), decode(decoder(), line));
  }

  @Test
  void lookupLinesNeedNoTime() {
    FdrDecoder decoder = FdrDecoder.withoutTime(fields);
    FdrEvent event = event(decoder, "{\"aid\":\"a1\",\"ComputerName\":\"H\"}");
    assertFalse(event.hasTimestamp());
    assertNull(event.text("@timestamp"));
    assertEquals("H", event.text("ComputerName"));
  }

  @ParameterizedTest
  @CsvSource({
    // ContextTimeStamp, else ProcessStartTime, else timestamp (SCHEMA section 3)
    "'\"ContextTimeStamp\":\"999.5\",\"ProcessStartTime\":\"998\"', 999500, false",
    "'\"ContextTimeStamp\":999.4567', 999456, false",
    "'\"ContextTimeStamp\":\"\",\"ProcessStartTime\":\"998.001\"', 998001, false",
    "'\"ProcessStartTime\":\"1001.7\"', 1001700, false",
    "'\"ProcessStartTime\":\"999.\"', 999000, false",
    "'\"ProcessStartTime\":\"99.95e1\"', 999500, false",
    "'\"ProcessStartTime\":\"999.4x\"', 1000000, false",
    "'\"ProcessStartTime\":\"999.99999999999999999999999999\"', 999999, false",
    "'\"ContextTimeStamp\":\"1970-01-01 00:16:39.500Z\"', 999500, false",
    "'\"x\":1', 1000000, false",
    // a clock 58 s ahead is accepted (scenario Q-4), five minutes are the edge
    "'\"ContextTimeStamp\":\"1058\"', 1058000, false",
    "'\"ContextTimeStamp\":\"1300\"', 1300000, false",
    "'\"ContextTimeStamp\":\"1300.001\"', 1000000, true",
    "'\"ContextTimeStamp\":133145666190000000', 1000000, true",
    "'\"ContextTimeStamp\":\"133145666190000000.5\"', 1000000, true",
    // a wrong clock is not read a second time in another field
    "'\"ContextTimeStamp\":\"9999\",\"ProcessStartTime\":\"998\"', 1000000, true",
  })
  void sensorTime(String members, long millis, boolean ahead) {
    FdrEvent event = event("{\"timestamp\":\"1000000\"," + members + "}");
    assertEquals(millis, event.sensorTimeMillis());
    assertEquals(ahead, event.sensorClockAhead());
    assertEquals(1_000_000, event.timestampMillis(), "sensor time moves no watermark");
  }

  // Identity

  private EventIdentity identity(String line) {
    return event(line).identity();
  }

  @Test
  void identityIsThatOfTheIdsTypeAndTime() {
    String line =
        "{\"cid\":\"c\",\"aid\":\"a\",\"id\":\"i\",\"event_simpleName\":\"T\",\"timestamp\":\"%s\",\"x\":%d}";
    EventIdentity first = identity(line.formatted("5", 1));
    assertEquals(first, identity(line.formatted("5", 2)), "a second delivery");
    assertNotEquals(first, identity(line.formatted("6", 1)), "scenario Q-2");
    assertNotEquals(first, identity(line.replace("\"T\"", "\"U\"").formatted("5", 1)), "Q-2");
    assertNotEquals(first, identity(line.replace("\"c\"", "\"ca\"").formatted("5", 1)));
    assertEquals(32, first.toString().length());
  }

  @Test
  void withoutAnIdTheLineIsTheIdentity() {
    String line = "{\"cid\":\"c\",\"aid\":\"\",\"id\":\"i\",\"timestamp\":\"5\"%s}";
    EventIdentity first = identity(line.formatted(""));
    assertEquals(first, identity(line.formatted("") + "\r\n"), "the line end is no part of it");
    assertEquals(first, identity("\ufeff" + line.formatted("")), "nor is the byte order mark");
    assertNotEquals(first, identity(line.formatted(",\"x\":1")));
    FdrEvent noId = event("{\"cid\":\"c\",\"aid\":\"a\",\"id\":\"\",\"timestamp\":\"5\"}");
    assertEquals(noId.identity().toString(), noId.text("@id"));
  }

  // Odd and broken lines

  @Test
  void platformEventIsAnEvent() {
    FdrEvent event =
        event(
            decoder("EventType", "#event_simpleName", "EventOrigin"),
            """
            {"EventType":"Event_ExternalApiEvent","ExternalApiType":"Event_AuthActivityAuditEvent",\
            "UTCTimestamp":1760406074201,"EventOrigin":17,"Success":true}\
            """);
    assertEquals("Event_ExternalApiEvent", event.text("EventType"), "scenario Q-10");
    assertEquals("17", event.text("EventOrigin"));
    assertEquals("true", event.text("Success"));
    assertNull(event.text("#event_simpleName"));
    assertEquals(1_760_406_074_201L, event.timestampMillis());
  }

  @Test
  void byteOrderMarkAndSpaceAroundAreFine() {
    FdrEvent event = event("\ufeff {\"a\":\"1\",\"timestamp\":\"1\"} \r\n");
    assertEquals("1", event.text("a"));
    assertEquals(" {\"a\":\"1\",\"timestamp\":\"1\"} ", event.line());
  }

  @Test
  void aLongScriptIsRead() {
    String script = "Write-Host 'é'; ".repeat(1 << 16);
    FdrEvent event =
        event(
            decoder("ScriptContent"), "{\"ScriptContent\":\"" + script + "\",\"timestamp\":\"1\"}");
    assertEquals(script, event.text("ScriptContent"), "scenario Q-10: 768 KB and more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | EMPTY | 0 | 0",
        "'  \t' | EMPTY | 0 | 0",
        "'{\"a\":' | CUT_OFF | 5 | 5",
        "'{\"a\":\"b' | CUT_OFF | 7 | 7",
        "'{\"a\":1' | CUT_OFF | 6 | 6",
        "'{\"a\" 1}' | NOT_JSON | 4 | 5",
        "'{\"a\":tru}' | NOT_JSON | 5 | 8",
        "'{\"a\":\"\\x\"}' | NOT_JSON | 6 | 7",
        "'{\"a\":01}' | NOT_JSON | 5 | 6",
        "'{\"a\":NaN}' | NOT_JSON | 5 | 8",
        "'<xml/>' | NOT_JSON | 0 | 0",
        "'[{\"a\":1}]' | NOT_AN_OBJECT | 0 | 0",
        "'\"text\"' | NOT_AN_OBJECT | 0 | 0",
        "'17' | NOT_AN_OBJECT | 0 | 0",
        "'{\"a\":1} {\"b\":2}' | MORE_THAN_ONE | 8 | 8",
        "'{\"a\":1},' | NOT_JSON | 7 | 7",
      })
  void brokenLines(String line, Cause cause, int from, int to) {
    Decoded decoded = decode(decoder(), line);
    DecodeFailure failure = assertInstanceOf(DecodeFailure.class, decoded);
    assertEquals(cause, failure.cause());
    assertTrue(failure.at() >= from && failure.at() <= to, failure::message);
    assertEquals(failure, decode(decoder("a"), line), "whatever fields are wanted");
  }

  @Test
  void bytesThatAreNotUtf8AreNamed() {
    byte[] line = "{\"a\":\"x\",\"timestamp\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    line[6] = (byte) 0xff;
    DecodeFailure failure =
        assertInstanceOf(DecodeFailure.class, decoder().decode(line, 0, line.length));
    assertEquals("not UTF-8 at byte 6", failure.message());

    byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(new DecodeFailure(Cause.NOT_JSON, 1), decoder().decode(utf16, 0, utf16.length));
  }

  @Test
  void nestingHasABound() {
    String deep = "{\"timestamp\":1,\"a\":%s1%s}";
    int levels = FdrDecoder.MAX_DEPTH - 1;
    event(deep.formatted("[".repeat(levels), "]".repeat(levels)));
    String tooDeep = deep.formatted("[".repeat(levels + 1), "]".repeat(levels + 1));
    Decoded decoded = decode(decoder("a[0]"), tooDeep);
    assertEquals(Cause.TOO_DEEP, assertInstanceOf(DecodeFailure.class, decoded).cause());
    assertEquals(decoded, decode(FdrDecoder.forEvents(new FieldTable()), tooDeep));
    String hostile = "[".repeat(1 << 20);
    assertInstanceOf(DecodeFailure.class, decode(decoder(), "{\"a\":" + hostile));
  }
}
