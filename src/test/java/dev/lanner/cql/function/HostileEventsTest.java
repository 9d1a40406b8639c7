package dev.lanner.cql.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.compile.Evaluation;
import dev.lanner.cql.compile.NoWorld;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.value.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attackers write the events: whatever a field holds, a function neither throws nor takes long nor
 * makes a text beyond its bound.
 */
class HostileEventsTest {
  private static final int BIG = 1 << 17;

  /** One call or more of each function on texts, over the fields f (hostile), g (hostile) and n. */
  static List<String> queries() {
    return List.of(
        "array:append(\"f[]\", values=[f, g])",
        "array:contains(\"f[]\", value=\"x\")",
        "array:dedup(\"f[]\")",
        "array:drop(\"f[]\")",
        "array:eval(\"f[]\", asArray=\"o[]\", var=x, function={o := concat([x, x])})",
        "array:exists(\"f[]\", condition={f=/x/})",
        "array:filter(\"f[]\", function={f=*a*})",
        "array:intersection(\"f[]\")",
        "array:length(\"f[]\")",
        "array:reduceAll(\"f[]\", var=x, function=[count(), max(x)])",
        "array:reduceColumn(\"f[]\", var=x, function=max(x))",
        "array:reduceRow(\"f[]\", var=x, function=max(x))",
        "array:regex(\"f[]\", regex=\"a+$\")",
        "array:rename(\"f[]\", asArray=\"o[]\")",
        "array:sort(\"f[]\", type=number)",
        "array:union(\"f[]\")",
        "concatArray(f, separator=\",\")",
        "objectArray:eval(\"f[]\", asArray=\"o[]\", var=x, function={o := x.k})",
        "objectArray:exists(\"f[]\", condition={f.k=*})",
        "split(f)",
        "split(field=\"\")",
        "asn(f)",
        "cidr(f, subnet=[\"10.0.0.0/8\", \"2001:db8::/32\"])",
        "communityId(proto=f, sourceip=g, destinationip=f, sourceport=n, destinationport=f)",
        "communityId(proto=f, sourceip=g, destinationip=f, icmptype=f, icmpcode=g)",
        "geography:distance(lat1=f, lon1=g, lat2=n, lon2=f)",
        "geohash(lat=f, lon=g)",
        "ioc:lookup(f, type=ip_address)",
        "ipLocation(f)",
        "rdns(f)",
        "reverseDns(f)",
        "subnet(f, bits=24)",
        "base64Decode(f)",
        "base64Decode(f, charset=\"UTF-16LE\")",
        "base64Encode(f)",
        "crypto:md5([f, g])",
        "crypto:sha1(f)",
        "crypto:sha256(f)",
        "hash([f, g], limit=10, seed=1)",
        "urlDecode(f)",
        "urlEncode(f)",
        "bitfield:extractFlags(field=f, output=[[0, a], [63, b]])",
        "bitfield:extractFlagsAsArray(field=f, flagNames=[[0, a], [63, b]])",
        "bitfield:extractFlagsAsString(field=f, flagNames=[[0, a], [63, b]])",
        "math:abs(f) | math:arccos(f) | math:arcsin(f) | math:arctan(f) | math:ceil(f) |"
            + " math:cos(f)",
        "math:cosh(f) | math:deg2rad(f) | math:exp(f) | math:expm1(f) | math:floor(f) |"
            + " math:log(f)",
        "math:log10(f) | math:log1p(f) | math:log2(f) | math:rad2deg(f) | math:sin(f) |"
            + " math:sinh(f)",
        "math:sqrt(f) | math:tan(f) | math:tanh(f) | math:mod(f, divisor=3) | math:pow(f,"
            + " exponent=2.5)",
        "math:arctan2(x=f, y=g)",
        "math:spherical2cartesian(azimuth=f, polar=g, radius=n)",
        "parseInt(f)",
        "parseInt(f, radix=36, endian=little)",
        "round(f)",
        "unit:convert(f)",
        "unit:convert(f, from=MB, to=\"kB/min\", keepUnit=true, binary=true)",
        "json:prettyPrint(f)",
        "kvParse(f)",
        "kvParse(f, separatorPadding=yes, override=true)",
        "kvParse(f, separatorPadding=no, onDuplicate=keepFirst)",
        "parseCEF(f)",
        "parseLEEF(f)",
        "parseCsv(f, columns=[a, b, c], trim=true)",
        "parseFixedWidth(f, columns=[a, b], widths=[3, 1000000])",
        "parseHexString(f)",
        "parseJson(f)",
        "parseJson(f, exclude=\"a.b[*].c\", include=a, removePrefixes=[a., b.], handleNull=empty)",
        "parseUri(f, defaultBase=\"http://\")",
        "parseUrl(f)",
        "parseXml(f)",
        "writeJson([f, g, \"f[*]\"])",
        "xml:prettyPrint(f)",
        "regex(\"(?<x>(a|aa)+)$\", field=f, strict=false)",
        "regex(\"(?<x>.)\", field=f, repeat=true, limit=1000)",
        "replace(\"(.)\", with=\"$1$1$0\\\\\", field=f)",
        "replace(\"\", with=\"xxxxxxxx\", field=f)",
        "concat([f, g, f, g])",
        "format(\"%s %10s %-5s %.3s %c %C %b\", field=[f, g, f, g, f, g, f])",
        "format(\"%d %,d %x %o %X %hx %+05d\", field=[f, f, f, f, f, f, f])",
        "format(\"%f %,.9f %e %g %.0f %E\", field=[f, f, f, f, f, f])",
        "format(\"%tc %tF %TB %ts\", field=[f, f, f, f])",
        "length(f)",
        "lower(f) | upper(f)",
        "lowercase(\"*\", include=both)",
        "shannonEntropy(f)",
        "splitString(f, by=\"\")",
        "splitString(f, by=\"[ ,]\", index=-1)",
        "stripAnsiCodes(f)",
        "text:contains(f, substring=g)",
        "text:editDistance(target=f, reference=g, maxDistance=100)",
        "text:editDistanceAsArray(target=f, references=[g, \"x\"], maxDistance=5)",
        "text:endsWith(f, substring=g)",
        "text:startsWith(f, substring=g)",
        "text:length(f)",
        "text:positionOf(f, character=\"a\", occurrence=g, begin=n)",
        "text:positionOf(f, character=g)",
        "text:substring(f, begin=n, end=g)",
        "text:trim(f)",
        "tokenHash(f)",
        "findTimestamp(field=f, timezone=UTC)",
        "formatDuration(f, from=d)",
        "formatTime(\"%c %N %z\", field=f, as=t)",
        "formatTime(\"%c\", field=f, as=t, unit=seconds)",
        "parseTimestamp(field=f, timezoneField=g)",
        "parseTimestamp(\"MMM [ ]d HH:mm:ss\", field=f, timezone=UTC)",
        "parseTimestamp(\"seconds\", field=f) | parseTimestamp(\"nanos\", field=f)",
        "time:dayOfMonth(f) | time:dayOfWeek(f) | time:dayOfWeekName(f) | time:dayOfYear(f) |"
            + " time:hour(f)",
        "time:millisecond(f) | time:minute(f) | time:month(f) | time:monthName(f) | time:second(f)",
        "time:weekOfYear(f, timezoneField=g) | time:year(f)",
        "now() | start() | end() | duration(5m)");
  }

  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "\ud800",
          "\udc00\ud800",
          "a\u0301\u200d\ud83c\udde9",
          "-",
          "+",
          ".",
          "e",
          "-0",
          "1",
          "-1",
          "1.5",
          "1e308",
          "-1e308",
          "1e-320",
          "1e999999999",
          "9".repeat(400),
          "0." + "0".repeat(390) + "1",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "8640000000000001",
          "NaN",
          "Infinity",
          "0x",
          "16#",
          "%",
          "%zz%",
          "$",
          "\\",
          "\"",
          "'",
          "=",
          "==",
          "a=",
          "=a",
          "a=\"",
          "[",
          "]",
          "{",
          "{\"a\":",
          "{\"a\":{\"b\":[{\"c\":1}]}}",
          "{\"\":\"\\u0000\\ud800\"}",
          "<",
          "<a>",
          "<a/>",
          "<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>",
          "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
          "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
          "CEF:0",
          "CEF:0|||||||",
          "CEF:0|a|b|c|d|e|f|cs1=x cs1Label=y =z \\= a\\",
          "LEEF:2.0|a|b|c|d|",
          "LEEF:2.0|a|b|c|d|0x|a=b",
          "LEEF:1.0|a|b|c|d|a=b\tc=d",
          "http://",
          "http://[",
          "//@:",
          "http://user:@host:99999999999/",
          "::",
          "1.2.3.4",
          "2001:db8::1",
          "\u001b[",
          "\u001b]",
          "\u001b",
          "2024-02-30T25:61:61Z",
          "2024-02-29 13:05:00 +99:99",
          "Feb 30 10:00:00",
          "99999999999999999999",
          "5 MB/min",
          "5 YiB/w",
          "=====",
          "SGVsbG8",
          "S",
          "a".repeat(BIG),
          "a ".repeat(BIG / 2),
          "a".repeat(50_000) + "!",
          "=".repeat(BIG),
          "a=".repeat(BIG / 2),
          "a= ".repeat(BIG / 3),
          " =".repeat(BIG / 2),
          "\"".repeat(BIG),
          "a=\"".repeat(BIG / 3),
          "\\".repeat(BIG),
          "[".repeat(BIG),
          "{\"a\":".repeat(BIG / 5),
          "[" + "1,".repeat(BIG / 2) + "1]",
          "<a>".repeat(BIG / 3),
          "<a b='".repeat(BIG / 6),
          "&".repeat(BIG),
          "%41".repeat(BIG / 3),
          "\u0301".repeat(BIG / 2),
          "\ud83c\udde9".repeat(BIG / 4),
          "\ud83d\udc68\u200d".repeat(BIG / 8),
          "\u001b[".repeat(BIG / 2),
          "\u001b]".repeat(BIG / 2),
          "CEF:0|a|b|c|d|e|f|" + "a=b ".repeat(BIG / 4),
          "CEF:0|a|b|c|d|e|f|" + "a".repeat(BIG / 2) + "=" + "=".repeat(1000),
          "LEEF:1.0|a|b|c|d|" + "a=b\t".repeat(BIG / 4),
          "//" + "@".repeat(BIG),
          "1".repeat(BIG),
          "12:".repeat(BIG / 3),
          "Jan ".repeat(BIG / 4),
          ",".repeat(BIG),
          "\n".repeat(BIG));

  private static final class World extends NoWorld {
    @Override
    public long now() {
      return 1_700_000_000_000L;
    }

    @Override
    public long end() {
      return now();
    }

    @Override
    public Optional<Database> database(String name) {
      return Optional.of((type, key) -> null);
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void survives(String query) {
    FieldTable fields = new FieldTable();
    CompileResult compiled =
        Compiler.compile(
            Parser.parse(query, Parser.Dialect.STRICT),
            new CompileOptions(fields, new World(), FunctionRegistry.standard(), false, true));
    assertTrue(compiled.query().isPresent(), () -> query + compiled.problems());
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> TEXTS.forEach(text -> run(query, compiled.query().get(), event(fields, text), text)),
        query);
  }

  private static MapEvent event(FieldTable fields, String text) {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("@timestamp", "1700000000000");
    event.put("@id", "id");
    event.put("f", text);
    event.put("g", text.length() > 100 ? text.substring(1) : "1");
    event.put("n", "1");
    event.put("f[0]", text);
    event.put("f[1]", "a");
    event.put("f[2].k", text);
    event.put("[0].k", text);
    return new MapEvent(fields, event);
  }

  private static void run(String query, CompiledQuery compiled, MapEvent event, String text) {
    long before = System.nanoTime();
    Evaluation.run(
        compiled,
        () -> List.of(event),
        row ->
            row.forEach(
                (name, value) ->
                    assertTrue(
                        value.length() <= Texts.MAX_LENGTH, () -> query + " made a long " + name)));
    long millis = (System.nanoTime() - before) / 1_000_000;
    String shown = text.substring(0, Math.min(40, text.length()));
    assertTrue(millis < 5_000, () -> query + " took " + millis + " ms for " + shown);
  }

  /** A function on texts that is added must be added to the list above. */
  @Test
  void namesEveryFunction() {
    String all = String.join(" ", queries());
    List<String> packages =
        List.of("array", "encoding", "math", "network", "parsing", "regex", "text", "time");
    List<String> missing = new ArrayList<>();
    for (CqlFunction function : FunctionRegistry.standard().all()) {
      FunctionSpec spec = function.spec();
      String name = function.getClass().getPackageName();
      boolean shared = function instanceof FieldFunction;
      boolean ours =
          (shared || packages.contains(name.substring(name.lastIndexOf('.') + 1)))
              && spec.support() != FunctionSpec.Support.REFUSED;
      if (ours && !all.contains(spec.name() + "(")) {
        missing.add(spec.name());
      }
    }
    assertEquals(List.of(), new ArrayList<>(new TreeSet<>(missing)));
  }
}
