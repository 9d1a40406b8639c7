package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Steps that begin with a command word in the other dialect: {@code where}, {@code eval}, {@code
 * table}, …
 */
final class DialectStages {
  private static final Set<String> COMMANDS =
      Set.of(
          "where", "search", "filter", "eval", "table", "sort", "head", "tail", "limit", "union");

  private final Reading reading;
  private final Scanner in;

  DialectStages(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /**
   * Whether {@code word} begins a step of the other dialect, and can be free text in official CQL.
   */
  static boolean isCommand(String word) {
    return COMMANDS.contains(Scanner.lower(word));
  }

  /**
   * {@code where (C)} and {@code filter {C}}, which look like calls; null if there is no such step.
   */
  Step parenthesised() {
    int start = in.pos();
    if (in.atWord("where") && opens(start + "where".length(), '(')) {
      return where(start);
    }
    if (in.atWord("filter") && opens(start + "filter".length(), '{')) {
      return filter(start);
    }
    return null;
  }

  private boolean opens(int end, char bracket) {
    int back = in.pos();
    in.reset(end);
    in.skip();
    boolean found = in.peek() == bracket;
    in.reset(back);
    return found;
  }

  /** A step that begins with a command word, or null. */
  Step stage() {
    int start = in.pos();
    int end = in.patternEnd();
    if (end == start || end >= in.text().length() || !Characters.isBlank(in.text().charAt(end))) {
      return null;
    }
    String word = Scanner.lower(in.text().substring(start, end));
    switch (word) {
      case "where":
        return operandFollows(end) ? where(start) : null;
      case "search":
        return operandFollows(end) ? search(start) : null;
      case "eval":
        return operandFollows(end) ? eval(start) : null;
      case "table":
        return nameFollows(end) ? table(start) : null;
      case "sort":
        return nameFollows(end) ? sort(start) : null;
      case "head", "tail", "limit":
        return numberFollows(end) ? cut(start, word) : null;
      default:
        return null;
    }
  }

  private boolean operandFollows(int end) {
    int back = in.pos();
    in.reset(end);
    in.skip();
    int c = in.peek();
    boolean found = c >= 0 && "|;})],=".indexOf(c) < 0 && !in.atWord("and") && !in.atWord("or");
    in.reset(back);
    return found;
  }

  private boolean nameFollows(int end) {
    int back = in.pos();
    in.reset(end);
    in.skip();
    boolean found =
        in.atString()
            || in.peek() == '['
            || in.patternEnd() > in.pos() && !in.atWord("and") && !in.atWord("or");
    in.reset(back);
    return found;
  }

  private boolean numberFollows(int end) {
    int back = in.pos();
    in.reset(end);
    in.skip();
    boolean found = in.numberEnd() > in.pos();
    in.reset(back);
    return found;
  }

  private Step where(int start) {
    in.takeWord("where");
    reading.dialect(
        "dialect-where",
        in.span(start),
        "`where C`",
        "the filter `C`",
        "leave `where` out; LogScale would search for the text `where`");
    return condition(start);
  }

  private Step condition(int start) {
    Expression condition = reading.expressions.with(false, reading.conditions::condition);
    if (condition instanceof Expression.Subquery subquery) {
      return Make.all(subquery.pipeline().steps(), in.span(start));
    }
    return Conditions.filter(condition, reading);
  }

  /** {@code filter { C }}. */
  private Step filter(int start) {
    in.takeWord("filter");
    note(start, "filter", "`filter { C }`", "the filter `C`");
    in.skip();
    int open = in.pos();
    int errors = reading.problems.errors();
    reading.enter();
    try {
      in.take("{");
      Pipeline pipeline = reading.pipelines.pipeline("}");
      reading.close("}", open, errors);
      return Make.all(pipeline.steps(), in.span(start));
    } finally {
      reading.leave();
    }
  }

  private Step search(int start) {
    in.takeWord("search");
    note(start, "search", "`search F`", "the filter `F`");
    in.skip();
    return reading.filters.or();
  }

  private void note(int start, String kind, String construct, String official) {
    reading.dialect("dialect-" + kind, in.span(start), construct, official);
  }

  /** {@code eval X = e}, {@code eval X := e}, several with commas between. */
  private Step eval(int start) {
    in.takeWord("eval");
    note(start, "eval", "`eval X = e`", "`X := e`");
    List<Step> steps = new ArrayList<>();
    do {
      in.skip();
      int nameStart = in.pos();
      String text = in.atString() ? reading.filters.text() : in.readTo(in.nameEnd());
      Name name = new Name(text, in.span(nameStart));
      in.skip();
      if (text.isEmpty() || !(in.take(":=") || (!in.at("==") && !in.at("=~") && in.take("=")))) {
        throw reading.fail(
            "missing-assignment",
            in.here(),
            "`eval` is followed by `field = expression`, and here stands " + reading.found(),
            "write `field := expression`");
      }
      steps.addAll(Branches.flat(reading.assignments.assign(name, false, nameStart)));
      in.skip();
    } while (in.take(","));
    return Make.all(steps, in.span(start));
  }

  /** {@code table a, b}. */
  private Step table(int start) {
    in.takeWord("table");
    Span word = in.span(start);
    Expression.Array fields;
    in.skip();
    if (in.peek() == '[') {
      fields = reading.calls.list();
    } else {
      int first = in.pos();
      List<Expression.Element> elements = new ArrayList<>();
      do {
        in.skip();
        elements.add(new Expression.Element(null, field()));
      } while (takeComma());
      fields = new Expression.Array(elements, in.span(first));
    }
    reading.dialect("dialect-table", word, "`table a, b`", "`table([a, b])`");
    Span span = in.span(start);
    return new Step.Call(new Expression.Call("table", List.of(Make.argument(fields)), word, span));
  }

  private boolean takeComma() {
    int end = in.pos();
    in.skip();
    if (in.take(",")) {
      return true;
    }
    in.reset(end);
    return false;
  }

  private Expression field() {
    int start = in.pos();
    String name = in.atString() ? reading.filters.text() : in.readTo(in.nameEnd());
    if (name.isEmpty()) {
      throw reading.fail(
          "missing-field",
          in.here(),
          "a field is expected here, not " + reading.found(),
          "write the name of a field");
    }
    return Make.field(name, in.span(start));
  }

  /** {@code sort f desc}, {@code sort -f, +g}. */
  private Step sort(int start) {
    in.takeWord("sort");
    Span word = in.span(start);
    List<Expression.Element> fields = new ArrayList<>();
    List<Expression.Element> orders = new ArrayList<>();
    do {
      in.skip();
      int at = in.pos();
      boolean descending = in.take("-");
      if (!descending) {
        in.take("+");
      }
      in.skip();
      fields.add(new Expression.Element(null, field()));
      in.skip();
      if (in.takeWord("desc") || in.takeWord("descending")) {
        descending = true;
      } else if (!in.takeWord("asc")) {
        in.takeWord("ascending");
      }
      Expression order = new Expression.Field(descending ? "desc" : "asc", in.span(at));
      orders.add(new Expression.Element(null, order));
    } while (takeComma());
    Span span = in.span(start);
    return command(
        word,
        start,
        "sort f desc",
        Make.argument(single(fields, span)),
        Make.argument("order", single(orders, span)));
  }

  /** The call that a command word stands for. */
  private Step command(Span word, int start, String construct, Expression.Argument... arguments) {
    String name = Scanner.lower(in.text().substring(word.start(), word.end()));
    Step call =
        new Step.Call(
            new Expression.Call(
                name.equals("limit") ? "head" : name, List.of(arguments), word, in.span(start)));
    reading.dialect(
        "dialect-" + name,
        word,
        "`" + construct + "`",
        "`" + Scanner.brief(Printer.print(call), 60) + "`");
    return call;
  }

  private static Expression single(List<Expression.Element> elements, Span span) {
    return elements.size() == 1 ? elements.get(0).value() : new Expression.Array(elements, span);
  }

  /** {@code head 10}, {@code limit 10}. */
  private Step cut(int start, String word) {
    in.takeWord(word);
    Span nameSpan = in.span(start);
    in.skip();
    int at = in.pos();
    String number = in.readTo(in.numberEnd());
    return command(
        nameSpan, start, word + " n", Make.argument(new Expression.Num(number, in.span(at))));
  }

  /** Whether {@code union} stands here as a step. */
  boolean atUnion() {
    int back = in.pos();
    boolean found = in.takeWord("union");
    if (found) {
      in.skip();
      found = in.atEnd() ? false : "[{|".indexOf(in.peek()) >= 0;
    }
    in.reset(back);
    return found;
  }

  /**
   * {@code first | union [ second ]}, {@code first | union | second}: what one of the two lets
   * through.
   */
  List<Step> union(List<Step> first, String closers) {
    int start = in.pos();
    in.takeWord("union");
    note(start, "union", "`union`", "`case { first; second }`");
    in.skip();
    int open = in.pos();
    int errors = reading.problems.errors();
    Pipeline second;
    reading.enter();
    try {
      if (in.peek() == '|') {
        second = reading.pipelines.pipeline(closers);
      } else {
        String closer = in.peek() == '[' ? "]" : "}";
        in.reset(open + 1);
        second = reading.pipelines.pipeline(closer);
        reading.close(closer, open, errors);
      }
    } finally {
      reading.leave();
    }
    if (first.isEmpty() || second.steps().isEmpty()) {
      throw reading.fail(
          "union-of-nothing",
          new Span(start, start + "union".length()),
          "`union` joins two pipelines, and one of them is empty",
          "write `first | union [ second ]`");
    }
    if (aggregates(first) || aggregates(second.steps())) {
      throw reading.fail(
          "union-of-aggregates",
          new Span(start, start + "union".length()),
          "`union` joins rows of two aggregates, which no official query can",
          "make two rules of the two halves");
    }
    Span span = in.span(start);
    List<Step> result = new ArrayList<>();
    result.add(new Step.Case(List.of(new Pipeline(first, span), second), span));
    return result;
  }

  private static boolean aggregates(List<Step> steps) {
    return steps.stream()
        .anyMatch(
            step ->
                step instanceof Step.Stats
                    || (step instanceof Step.Call call
                        && FunctionNames.isAggregate(call.call().name())));
  }
}
