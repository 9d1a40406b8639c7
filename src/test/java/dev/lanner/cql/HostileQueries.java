package dev.lanner.cql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that nobody wrote by hand: nested ten thousand deep, endless, broken off anywhere. What
 * they say matters little; each must end soon, with a message or with a plan.
 */
public final class HostileQueries {
  private static final int DEEP = 10_000;

  /** What opens something, and what closes it again. */
  private static final List<String[]> NESTED =
      List.of(
          pair("(", ")"),
          pair("(a=1 or (", "))"),
          pair("[", "]"),
          pair("{", "}"),
          pair("f(", ")"),
          pair("f([", "])"),
          pair("f({", "})"),
          pair("x:=(", ")"),
          pair("x:=-(", ")"),
          pair("x:=lower(", ")"),
          pair("not ", ""),
          pair("!", ""),
          pair("!(", ")"),
          pair("case{", "}"),
          pair("case { a=1 | case { ", "} ; * }"),
          pair("x match{*=>", "}"),
          pair("x:=if(", ")"),
          pair("if(a=\"b\",", ")"),
          pair("x:=if(a=1 and (", "))"),
          pair("test(", ")"),
          pair("where (", ")"),
          pair("filter{", "}"),
          pair("groupBy(a, function={", "})"),
          pair("groupBy(a, function=[", "])"),
          pair("join(query={", "}, field=a)"),
          pair("correlate(a:{", "})"),
          pair("union [", "]"),
          pair("a|union|", ""),
          pair("x:=case{a=>", "}"),
          pair("a in (", ")"),
          pair("eval a=if(b=\"c\",1,", ")"),
          pair("count(filter={", "})"),
          pair("$s(a=[", "])"),
          pair("/(", ")/"),
          pair("a=/((?:", "))/"));

  private static final List<String> REPEATED =
      List.of(
          "\"",
          "'",
          "\"\"\"",
          "/",
          "/*",
          "//",
          "/[",
          "/a",
          "/(\n",
          "`",
          "`a`:=",
          "?{",
          "$a(",
          "a=",
          "a or ",
          "a and ",
          "a|",
          "a;",
          "a[",
          "a[0",
          "f(a/*,",
          "“",
          "\0",
          "\uD800",
          "\uDC00",
          ")",
          "]",
          "}",
          ",",
          "x ",
          "\\",
          "*",
          "sort(x) foo ",
          "\"a\n",
          "round(a+b)|",
          "lower(f)=1 or ",
          "isNull(a) ",
          "a in (b,",
          "where a=1 b=2 ",
          "a match{*=>c;",
          "f(a)=",
          "=>",
          "x:=a==",
          "((a))",
          "~ ",
          "a contains ",
          "dedup x | ",
          "1d@d+",
          "#",
          "@",
          "a.b[0].",
          "-",
          "1e",
          "\n",
          "\u2028",
          "\uFEFF",
          "é",
          "日本 ");

  /** One part of a list that can be read: before, the part, after. */
  private static final List<String[]> LONG =
      List.of(
          new String[] {"", "a=1 or ", "a=1"},
          new String[] {"", "a=%d or ", "a=1"},
          new String[] {"", "not a=\"*x%d*\" ", ""},
          new String[] {"", "a=%d | ", "b=1"},
          new String[] {"", "a := %d | ", "b=1"},
          new String[] {"", "a%d := a + 1 | ", "b=1"},
          new String[] {"x := 1", " + %d", ""},
          new String[] {"in(a, values=[", "\"v%d\", ", "\"v\"])"},
          new String[] {"a in [", "\"*v%d*\", ", "\"v\"]"},
          new String[] {"a=/(", "word%d|", "z)/i"},
          new String[] {"a=/", "(?<n%d>x)", "/"},
          new String[] {"a=/", "[a-z]*", "/"},
          new String[] {"a=/", "(a|b)*", "/"},
          new String[] {"a=/", "x{1,1000}", "/"},
          new String[] {"a=\"", "*x", "\""},
          new String[] {"case {", "a=%d | b := %d; ", "* }"},
          new String[] {"a match {", "\"v%d\" => b := %d; ", "* => * }"},
          new String[] {"groupBy([", "k%d, ", "k])"},
          new String[] {"groupBy(a, function=[", "count(as=n%d), ", "count()])"},
          new String[] {"table([", "k%d, ", "k])"},
          new String[] {"", "| groupBy(a) ", ""},
          new String[] {"", "sort(a) | ", "a=1"},
          new String[] {"", "a=/x(?<g%d>y)/ | ", "a=1"},
          new String[] {"format(\"", "%%s", "\", field=a, as=b)"},
          new String[] {"", "$s%d() | ", "a=1"},
          new String[] {"", "/* %d */ ", "a=1"},
          new String[] {"", "// %d\n", "a=1"},
          new String[] {"eval(", "a%d=b, ", "c=d)"},
          new String[] {"", "defineTable(name=t%d, query={a=1}, include=b) | ", "a=1"},
          new String[] {"", "lower(a) = \"x\" ", ""},
          new String[] {"", "if(a=\"%d\", 1, 0) = 1 or ", "a=1"});

  private HostileQueries() {}

  private static String[] pair(String open, String close) {
    return new String[] {open, close};
  }

  /** All of them by a name that says what they are, lists up to {@code size} characters long. */
  public static Map<String, String> all(int size) {
    Map<String, String> all = new LinkedHashMap<>();
    all.putAll(nested(DEEP));
    all.putAll(repeated(size));
    all.putAll(longLists(size));
    return all;
  }

  /** Nested that deep, left open and closed again. */
  public static Map<String, String> nested(int depth) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String[] pair : NESTED) {
      String open = pair[0].repeat(depth);
      texts.put("nested " + pair[0], open);
      texts.put("nested " + pair[0] + "…" + pair[1], open + "a=1" + pair[1].repeat(depth));
    }
    return texts;
  }

  /** One thing again and again, alone and inside a call. */
  public static Map<String, String> repeated(int size) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String part : REPEATED) {
      texts.put("repeated " + part, part.repeat(size / part.length()));
      texts.put("inside `if`: " + part, "x := if(" + part.repeat((size - 10) / part.length()));
    }
    return texts;
  }

  /** Lists that can be read, as long as {@code size} characters. */
  public static Map<String, String> longLists(int size) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String[] list : LONG) {
      StringBuilder text = new StringBuilder(list[0]);
      int i = 0;
      while (text.length() + list[1].length() + list[2].length() + 6 < size) {
        text.append(list[1].replace("%d", Integer.toString(i++)).replace("%%", "%"));
      }
      texts.put("list of " + list[1], text.append(list[2]).toString());
    }
    return texts;
  }

  /** The beginnings of a query that holds every construct, each ending in the middle of one. */
  public static List<String> beginnings() {
    String whole =
        """
        // comment
        #event_simpleName=/Process(?<kind>\\w+)/i /* more */ and not aid=?{agent="a*"} or "free"
        | case { a=1 => b := "x\\"y"; c like 'd' | e := if(f == 1, then=2, else=[3]); * }
        | x match { /r/ => y := -1 + (2 * z) ; in(values=["v", w*]) => * ; * => drop(q) }
        | `name` := format("%s", field=[g, "h i"]) | $saved/query:name(p="1", q=["2"])
        | correlate(A: {a=1} include: [b], B: {c=2 | d <=> A.b}, within=1h)
        | where k in ("l", "m", ignoreCase=true) && n =~ "o" | eval p = case(q = "r", 1, true(), 2)
        | groupBy([s, t], function=[u := count(v, distinct=true), {w=1 | max(x)}], limit=max)
        | table a, b | sort -c, +d | union [ /[/]x\\/y/F ] | _count >= "10"
        """;
    List<String> parts = new ArrayList<>();
    for (int i = 0; i <= whole.length(); i++) {
      parts.add(whole.substring(0, i));
    }
    return parts;
  }
}
