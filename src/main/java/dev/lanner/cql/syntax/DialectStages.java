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
  private final CommandParser commands;

  DialectStages(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
    this.commands = new CommandParser(reading);
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
      case "filter":
        return testFollows(end) ? bareFilter(start) : null;
      case "search":
        return operandFollows(end) ? search(start) : null;
      case "eval":
        return operandFollows(end) ? eval(start) : null;
      case "table":
        return nameFollows(end) ? commands.table(start) : null;
      case "sort":
        return nameFollows(end) ? commands.sort(start) : null;
      case "head", "tail", "limit":
        return numberFollows(end) ? commands.cut(start, word) : null;
      default:
        return null;
    }
  }

  /**
   * Whether a comparison, a negation or a group follows; a bare word is free text as the word
   * before it.
   */
  private boolean testFollows(int end) {
    int back = in.pos();
    in.reset(end);
    in.skip();
    boolean found =
        in.peek() == '('
            || in.atWord("not")
            || in.atCall()
            || (in.atPlainName() && reading.filters.fields().atField());
    in.reset(back);
    return found;
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
        reading.literals.atText()
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
    note(start, "dialect-filter", "`filter { C }`", "the filter `C`");
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

  /** {@code filter C}. */
  private Step bareFilter(int start) {
    in.takeWord("filter");
    note(start, "dialect-filter", "`filter C`", "the filter `C`");
    return condition(start);
  }

  private Step search(int start) {
    in.takeWord("search");
    note(start, "dialect-search", "`search F`", "the filter `F`");
    in.skip();
    return reading.filters.or(false);
  }

  private void note(int start, String code, String construct, String official) {
    reading.dialect(code, in.span(start), construct, official);
  }

  /** {@code eval X = e}, {@code eval X := e}, several with commas between. */
  private Step eval(int start) {
    in.takeWord("eval");
    note(start, "dialect-eval", "`eval X = e`", "`X := e`");
    List<Step> steps = new ArrayList<>();
    do {
      in.skip();
      int nameStart = in.pos();
      String text = reading.patterns.name();
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
}
