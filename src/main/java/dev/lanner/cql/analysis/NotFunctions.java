package dev.lanner.cql.analysis;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names that circulate as CQL functions and are none, with the nearest thing that is (LANGUAGE 6.5;
 * names seen in lists of third parties and in other dialects).
 */
public final class NotFunctions {
  private static final String ARRAY_JOIN =
      "to join the elements to one text, write `concatArray(…)`";
  private static final String LOWER = "write `lower(field)`";
  private static final String UPPER = "write `upper(field)`";
  private static final String FORMAT = "write `format(\"%s%s\", field=[a, b])` or `concat([a, b])`";
  private static final String DISTINCT = "write `count(field, distinct=true)`";
  private static final String NO_CAST = "values have no types: use the field as it is";

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("array:collect", "write `collect([field])`, or `array:union(…)` for arrays"),
          Map.entry(
              "array:flatten", "arrays are flat; for arrays of objects see `objectArray:eval(…)`"),
          Map.entry("array:join", ARRAY_JOIN),
          Map.entry(
              "contains", "write `text:contains(string=field, substring=\"…\")` or `field=*…*`"),
          Map.entry(
              "startswith", "write `text:startsWith(string=field, substring=\"…\")` or `field=…*`"),
          Map.entry(
              "endswith", "write `text:endsWith(string=field, substring=\"…\")` or `field=*…`"),
          Map.entry("counterrate", "write `counterAsRate(field)`"),
          Map.entry("movingavg", "write `slidingWindow(avg(field), events=…)`"),
          Map.entry("peek", "write `neighbor(field, prefix=…)`"),
          Map.entry("uniq", "write `groupBy(field, function=[])`"),
          Map.entry("dedup", "write `groupBy(field, function=tail(1))`"),
          Map.entry("variance", "write `stdDev(field)` and square it"),
          Map.entry("lowercase", LOWER),
          Map.entry("tolower", LOWER),
          Map.entry("uppercase", UPPER),
          Map.entry("toupper", UPPER),
          Map.entry("tojson", "write `writeJson(field)`"),
          Map.entry("trim", "write `text:trim(field)`"),
          Map.entry("substring", "write `text:substring(field, begin=…, end=…)`"),
          Map.entry("len", "write `length(field)`"),
          Map.entry(
              "reverse", "there is no function that reverses; `sort(…, order=asc)` turns an order"),
          Map.entry("field", "write the name of the field, or `getField(\"odd name\")`"),
          Map.entry("where", "write the condition as a filter, or `test(…)`"),
          Map.entry("filter", "write the condition as a filter, or `test(…)`"),
          Map.entry("strcat", FORMAT),
          Map.entry("strftime", "write `formatTime(\"%Y-%m-%d\", field=…)`"),
          Map.entry("mvcount", "write `array:length(\"field[]\")`"),
          Map.entry("limit", "write `head(n)`"),
          Map.entry("dcount", DISTINCT),
          Map.entry("countdistinct", DISTINCT),
          Map.entry("uniquecount", DISTINCT),
          Map.entry("distinct", DISTINCT),
          Map.entry("toint", NO_CAST),
          Map.entry("tolong", NO_CAST),
          Map.entry("tonumber", NO_CAST),
          Map.entry("tostring", NO_CAST),
          Map.entry("isnull", "write `field!=*`"),
          Map.entry("isnotnull", "write `field=*`"),
          Map.entry("cidrmatch", "write `cidr(field, subnet=\"…\")`"),
          Map.entry("timebucket", "write `bucket(span=…)`"),
          Map.entry("ago", "write `now() - 3600000`: times are milliseconds"),
          Map.entry("values", "write `collect([field])`"),
          Map.entry("case", "write `case { condition | field := value; * }`"));

  private NotFunctions() {}

  /** What to write instead, or empty if nothing is known of the name. */
  public static Optional<String> hint(String name) {
    return Optional.ofNullable(HINTS.get(name.toLowerCase(Locale.ROOT)));
  }
}
