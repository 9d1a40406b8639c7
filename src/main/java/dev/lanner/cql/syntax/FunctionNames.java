package dev.lanner.cql.syntax;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the documented functions. They are reserved words of the language (LANGUAGE 1.2),
 * and reading depends on them in few places: a name with a blank before its parenthesis, free text
 * that is no free text, and arguments that are expressions. What the functions do is not known
 * here.
 */
final class FunctionNames {
  private static final Set<String> AGGREGATES =
      words(
          """
          accumulate appendAggregation array:intersection array:reduceAll array:reduceColumn
          array:union avg bucket callFunction collect correlate count counterAsRate fieldset
          fieldstats groupBy head holtwinters linReg max min neighbor partition percentage
          percentile range sankey selectFromMax selectFromMin selectLast series session
          slidingTimeWindow slidingWindow sort stats stdDev sum table tail timeChart top transpose
          window worldMap
          """);

  private static final Set<String> OTHERS =
      words(
          """
          array:append array:contains array:dedup array:drop array:eval array:exists array:filter
          array:length array:reduceRow array:regex array:rename array:sort asn base64Decode
          base64Encode beta:param beta:repeating bitfield:extractFlags
          bitfield:extractFlagsAsArray bitfield:extractFlagsAsString cidr coalesce communityId
          concat concatArray copyEvent createEvents crypto:md5 crypto:sha1 crypto:sha256 default
          defineTable drop dropEvent duration end eval eventFieldCount eventInternals eventSize
          findTimestamp format formatDuration formatTime geography:distance geohash getField hash
          hashMatch hashRewrite if in ioc:lookup ipLocation join json:prettyPrint kvParse length
          lookup lower lowercase match matchAsArray math:abs math:arccos math:arcsin math:arctan
          math:arctan2 math:ceil math:cos math:cosh math:deg2rad math:exp math:expm1 math:floor
          math:log math:log10 math:log1p math:log2 math:mod math:pow math:rad2deg math:sin
          math:sinh math:spherical2cartesian math:sqrt math:tan math:tanh now objectArray:eval
          objectArray:exists parseCEF parseCsv parseFixedWidth parseHexString parseInt parseJson
          parseLEEF parseTimestamp parseUri parseUrl parseXml rdns readFile regex rename replace
          reverseDns round sample select selfJoin selfJoinFilter setField setTimeInterval
          shannonEntropy split splitString start stripAnsiCodes subnet test text:contains
          text:editDistance text:editDistanceAsArray text:endsWith text:length text:positionOf
          text:startsWith text:substring text:trim time:dayOfMonth time:dayOfWeek
          time:dayOfWeekName time:dayOfYear time:hour time:millisecond time:minute time:month
          time:monthName time:second time:weekOfYear time:year tokenHash unit:convert upper
          urlDecode urlEncode wildcard writeJson xml:prettyPrint
          """);

  /** Their arguments are expressions, where {@code a-b} is a difference; elsewhere it is a word. */
  private static final Set<String> EXPRESSIONS =
      words(
          """
          array:append case coalesce eval getField if round setField test text:contains
          toInt toLong toDouble text:editDistance text:editDistanceAsArray text:endsWith text:length text:positionOf
          text:startsWith text:substring text:trim
          """);

  private FunctionNames() {}

  private static Set<String> words(String block) {
    return Arrays.stream(block.strip().split("\\s+"))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  static boolean isKnown(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OTHERS.contains(lower) || AGGREGATES.contains(lower);
  }

  /** Whether rows, not events, come out of it. */
  static boolean isAggregate(String name) {
    return AGGREGATES.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean takesExpressions(String name) {
    return EXPRESSIONS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A word that cannot stand alone as free text. */
  static boolean isReserved(String word) {
    return isKnown(word) || Set.of("case", "like", "match", "default", "in").contains(word);
  }
}
