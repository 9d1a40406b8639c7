package dev.lanner.cql.syntax;

import org.junit.jupiter.api.Test;

/**
 * Every construct of LANGUAGE 6.2 and 6.5: what it is read as, what is said about it, and that
 * STRICT refuses it.
 */
class SeedsDialectTest {
  @Test
  void arrowsInCase() {
    Reads.dialect(
        "case { a=1 and (b=2 or c=3) => x := 1; * => drop(); }",
        "case { a = 1 | b = 2 or c = 3 | x := 1; * | false }",
        "dialect-case-arrow",
        "dialect-case-arrow",
        "dialect-drop");
  }

  @Test
  void membership() {
    Reads.dialect("f in [80, 443]", "in(field=f, values=[80, 443])", "dialect-in");
    Reads.dialect(
        "f in (\"a\", \"b\", ignoreCase=true)",
        "in(field=f, values=[\"a\", \"b\"], ignoreCase=true)",
        "dialect-in");
    Reads.dialect("not f in [\"a\"]", "not in(field=f, values=[\"a\"])", "dialect-in");
    Reads.dialect("f in [/x/, \"b\"]", "f = /x/ or in(field=f, values=[\"b\"])", "dialect-in");
  }

  @Test
  void aNamedParameterMakesInTheFunction() {
    Reads.official("foo in(f, values=[a])", "foo\n| in(f, values=[a])");
  }

  @Test
  void assignmentWithEval() {
    Reads.dialect("eval X=lower(Y)", "X := lower(Y)", "dialect-eval");
    Reads.dialect("eval X := e + 1", "X := e + 1", "dialect-eval");
    Reads.dialect("eval a=1, b=lower(c)", "a := 1\n| b := lower(c)", "dialect-eval");
  }

  @Test
  void positionalBranches() {
    Reads.dialect("x := if(a == b, 1, 2)", "x := if(a == b, then=1, else=2)", "dialect-if");
  }

  @Test
  void aFilterAsConditionOfTheWholeRightSide() {
    Reads.dialect(
        "x := if(F=\"text\", 1, 0)", "case { F = \"text\" | x := 1; * | x := 0 }", "dialect-if");
    Reads.dialect(
        "x := if(A=/r/ AND not B in (\"c\"), \"y\", \"n\")",
        "case { A = /r/ | not in(field=B, values=[\"c\"]) | x := \"y\"; * | x := \"n\" }",
        "dialect-if",
        "dialect-in");
    Reads.dialect(
        "x := if(a=\"1\", if(b=\"2\", p, q), if(c=\"3\", r, s))",
        "case { a = \"1\" | case { b = \"2\" | x := p; * | x := q };"
            + " c = \"3\" | x := r; * | x := s }",
        "dialect-if",
        "dialect-if",
        "dialect-if");
  }

  @Test
  void conditionsWithinAnExpression() {
    Reads.dialect(
        "s := if(A=\"true\",1,0)+if(B=/x\\/y/i,1,0)",
        "s := if(A == \"true\", then=1, else=0)"
            + " + if(regex(\"x/y\", field=B, flags=\"i\"), then=1, else=0)",
        "dialect-if",
        "dialect-if");
    Reads.dialect(
        "s := 1+if(A=\"a\" AND B!=\"b\", 2, 3)",
        "s := 1 + if(if(A == \"a\", then=if(B == \"b\", then=false, else=true), else=false),"
            + " then=2, else=3)",
        "dialect-if");
    Reads.dialect(
        "s := 1+if(A=\"a*\" OR not B=/b/, 2, 3)",
        "s := 1 + if(if(in(field=A, values=[\"a*\"]), then=true, else=!regex(\"b\", field=B)),"
            + " then=2, else=3)",
        "dialect-if");
  }

  @Test
  void whatNoExpressionCanSayIsComputedBefore() {
    Reads.dialect(
        "s := 1+if(/free/, 2, 3)",
        "case { /free/ | _tmp1 := true; * | _tmp1 := false }\n"
            + "| s := 1 + if(_tmp1, then=2, else=3)\n"
            + "| drop([_tmp1])",
        "dialect-if");
    Reads.dialect(
        "y := 1 + case(a=1, 2, b=2, 3)",
        "case { a = 1 | _tmp1 := 2; b = 2 | _tmp1 := 3; * }\n| y := 1 + _tmp1\n| drop([_tmp1])",
        "dialect-case");
  }

  @Test
  void regexesBehindTheTilde() {
    Reads.dialect("F =~ \"nmap\\.exe\"", "F = /nmap\\.exe/", "dialect-regex-match");
    Reads.dialect("F =~ \"net use\\\\\\\\\"", "F = /net use\\\\/", "dialect-regex-match");
    Reads.dialect("F =~ \"a/b\"", "F = /a\\/b/", "dialect-regex-match");
    Reads.dialect("F =~ /a/i", "F = /a/i", "dialect-regex-match");
    Reads.dialect("F =~ not in(values=[a])", "not in(values=[a], field=F)", "dialect-not");
  }

  @Test
  void caseAsAFunction() {
    Reads.dialect(
        "X := case(A=\"t\", \"v\", B=/r/, \"w\", true(), \"u\")",
        "case { A = \"t\" | X := \"v\"; B = /r/ | X := \"w\"; * | X := \"u\" }",
        "dialect-case",
        "dialect-true");
    Reads.dialect(
        "X := case(A=\"t\", \"v\")", "case { A = \"t\" | X := \"v\"; * }", "dialect-case");
    Reads.dialect(
        "X := case(A=\"t\", \"v\", default=w)",
        "case { A = \"t\" | X := \"v\"; * | X := w }",
        "dialect-case");
    Reads.dialect(
        "X := case(A=\"t\", \"v\", \"w\")",
        "case { A = \"t\" | X := \"v\"; * | X := \"w\" }",
        "dialect-case");
  }

  @Test
  void caseAndMatchOfValues() {
    Reads.dialect(
        "X := case { a=1 => \"v\"; b=/x/ and c=2 => \"w\", * => lower(z) }",
        "case { a = 1 | X := \"v\"; b = /x/ | c = 2 | X := \"w\"; * | X := lower(z) }",
        "dialect-case-value");
    Reads.dialect(
        "X := y match { \"a\" => 1; * => 2 }",
        "y match { \"a\" => X := 1; * => X := 2 }",
        "dialect-match-value");
  }

  @Test
  void whereIsTheFilterBehindIt() {
    Reads.dialect(
        "where (K=\"true\" OR N=\"true\") AND S!=\"true\"",
        "K = \"true\" or N = \"true\"\n| S != \"true\"",
        "dialect-where");
    Reads.dialect(
        "where a > b and c == \"x\" and d >= 5",
        "test(a > b)\n| c = \"x\"\n| d >= 5",
        "dialect-where");
    Reads.official("Where := \"x\" | where = y", "Where := \"x\"\n| where = y");
  }

  @Test
  void filterAndSearchAreTheFilterBehindThem() {
    Reads.dialect("filter { a=b | c=d }", "a = b\n| c = d", "dialect-filter");
    Reads.dialect("filter a=/x/ and not b=*", "a = /x/\n| not b = *", "dialect-filter");
    Reads.dialect("search foo=bar baz", "foo = bar\n| baz", "dialect-search");
  }

  @Test
  void commandsWithoutParentheses() {
    Reads.dialect("table a, \"b c\", @d", "table([a, \"b c\", @d])", "dialect-table");
    Reads.dialect("sort f desc", "sort(f, order=desc)", "dialect-sort");
    Reads.dialect("sort -a, +b", "sort([a, b], order=[desc, asc])", "dialect-sort");
    Reads.dialect("head 10", "head(10)", "dialect-head");
    Reads.dialect("limit(5)", "head(5)", "dialect-limit");
  }

  @Test
  void otherSpellingsOfOperatorsAndTexts() {
    Reads.dialect("a=b && c=d", "a = b\n| c = d", "dialect-operator");
    Reads.dialect("a=b || c=d", "a = b or c = d", "dialect-operator");
    Reads.dialect("a == b", "a = b", "dialect-operator");
    Reads.dialect("a = \"\"\"say \"x\" \"\"\"", "a = \"say \\\"x\\\" \"", "dialect-string");
    Reads.dialect("lower(x) as y", "lower(x, as=y)", "dialect-as");
  }

  @Test
  void unions() {
    Reads.dialect("a=b | union [ c=d ]", "case { a = b; c = d }", "dialect-union");
    Reads.dialect("a=b | union | c=d | e=f", "case { a = b; c = d | e = f }", "dialect-union");
  }

  @Test
  void countingSomeEvents() {
    Reads.dialect(
        "groupBy(a, function=[count(filter={b=1}, as=n)])",
        "groupBy(a, function=[{ b = 1 | count(as=n) }])",
        "dialect-count-filter");
    Reads.dialect("count(filter={b=1})", "b = 1\n| count()", "dialect-count-filter");
    Reads.dialect("n := count(filter={b=1})", "b = 1\n| count(as=n)", "dialect-count-filter");
    Reads.dialect(
        "groupBy(a, function=[n := count(filter={b=1}), count(filter={c=1}) as m])",
        "groupBy(a, function=[{ b = 1 | count(as=n) }, { c = 1 | count(as=m) }])",
        "dialect-count-filter",
        "dialect-as",
        "dialect-count-filter");
    Reads.dialect(
        "groupBy(a, function=[n := { b=1 | count() }])",
        "groupBy(a, function=[{ b = 1 | count(as=n) }])",
        "dialect-as");
  }

  @Test
  void countingDistinctValues() {
    Reads.dialect(
        "groupBy(a, function=dc(f))",
        "groupBy(a, function=count(f, distinct=true))",
        "dialect-distinct");
    Reads.official("count(f, distinct=True)", "count(f, distinct=True)");
  }

  @Test
  void countsOfDistinctOrSomeEvents() {
    Reads.dialect(
        "groupBy(a, function=[dcount(f), count(distinct=g), count(distinct(h), as=n)])",
        "groupBy(a, function=[count(f, distinct=true), count(g, distinct=true),"
            + " count(h, as=n, distinct=true)])",
        "dialect-distinct",
        "dialect-distinct",
        "dialect-distinct");
    Reads.dialect(
        "groupBy(a, function=[count(filter={x=y}, as=n)])",
        "groupBy(a, function=[{ x = y | count(as=n) }])",
        "dialect-count-filter");
  }

  @Test
  void conversionsAndPresence() {
    Reads.dialect("x := toInt(y) + 1", "x := y + 1", "dialect-conversion");
    Reads.dialect("isNotNull(a)", "a = *", "dialect-presence");
    Reads.dialect("where x != null", "x = *", "dialect-where", "dialect-null");
    Reads.dialect("!isNull(a)", "not a != *", "dialect-presence");
  }

  @Test
  void functionsByOtherNames() {
    Reads.dialect(
        "cidrMatch(ip, \"10.0.0.0/8\")", "cidr(ip, subnet=\"10.0.0.0/8\")", "dialect-cidr");
    Reads.dialect("match(f, regex=\"re\")", "regex(\"re\", field=f)", "dialect-match-regex");
    Reads.dialect(
        "match(field=f, regex=/r\\/e/i)",
        "regex(\"r/e\", field=f, flags=\"i\")",
        "dialect-match-regex");
  }

  @Test
  void resultsOfFunctionsAsOperandsAndArguments() {
    Reads.dialect(
        "lower(f) = /re/",
        "_tmp1 := lower(f)\n| _tmp1 = /re/\n| drop([_tmp1])",
        "dialect-call-compared");
    Reads.dialect(
        "x := round(a/b, 2)",
        "_tmp1 := a / b\n| x := format(\"%.2f\", field=_tmp1)\n| drop([_tmp1])",
        "dialect-round");
    Reads.dialect(
        "groupBy([a, hour := timeBucket(span=\"1h\")], function=count())",
        "hour := @timestamp - @timestamp % 3600000\n| groupBy([a, hour], function=count())",
        "dialect-expression-argument",
        "dialect-time-bucket");
  }

  @Test
  void aNameTheQueryUsesIsNotTakenForAComputedField() {
    Reads.dialect(
        "_tmp1=x lower(f)=y",
        "_tmp1 = x\n| _tmp_1 := lower(f)\n| _tmp_1 = y\n| drop([_tmp_1])",
        "dialect-call-compared");
  }

  @Test
  void filtersInDisguise() {
    Reads.dialect("test(a=b)", "test(a == b)", "dialect-test");
    Reads.dialect("test(a=\"b\")", "a = \"b\"", "dialect-test");
  }

  @Test
  void regexesOverSeveralLines() {
    Reads.dialect("a = /(foo\n     |bar)/i", "a = /(foo|bar)/i", "dialect-multiline-regex");
  }
}
