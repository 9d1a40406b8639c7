package dev.lanner.cql.syntax;

import java.util.List;

/**
 * What can stand behind a field's name: comparisons, assignment, {@code =~}, {@code match}, {@code
 * in}.
 */
final class FieldForms {
  private static final List<String> OPERATORS =
      List.of(":=", "=~", "~=", "<=>", "!=", "<=", ">=", "==", "=>", "=", "<", ">");

  private final Reading reading;
  private final Scanner in;

  FieldForms(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** Whether a bare name with an operator behind it begins here. */
  boolean atField() {
    int end = in.nameEnd();
    int back = in.pos();
    in.reset(end);
    if (end == back || in.peek() == '/') {
      // A slash goes on with the word, and begins no comment.
      in.reset(back);
      return false;
    }
    boolean found = endsInTilde(back, end) || operatorFollows();
    in.reset(back);
    return found;
  }

  /** {@code field~=f(x)}: the tilde could be part of the name, but is the operator's. */
  private boolean endsInTilde(int start, int end) {
    return end > start + 1
        && in.text().charAt(end - 1) == '~'
        && in.peek() == '='
        && in.peek(1) != '=';
  }

  Name name() {
    int start = in.pos();
    int end = in.nameEnd();
    in.reset(end);
    if (endsInTilde(start, end)) {
      in.reset(end - 1);
    }
    return new Name(in.text().substring(start, in.pos()), in.span(start));
  }

  /**
   * Whether an operator that makes a field of the word before it follows; blanks may come first.
   */
  boolean operatorFollows() {
    int back = in.pos();
    in.skip();
    boolean found = atOperator();
    in.reset(back);
    return found;
  }

  /** Whether an operator of other characters than letters follows. */
  boolean symbolFollows() {
    int back = in.pos();
    in.skip();
    String operator = operator();
    in.reset(back);
    return operator != null && !operator.equals("=>");
  }

  private boolean atOperator() {
    String operator = operator();
    if (operator != null) {
      return !operator.equals("=>");
    }
    if (in.atWord("like") && in.peek("like".length()) != '(') {
      return true;
    }
    return wordThen("match", "{")
        || (wordThen("in", "[") || wordThen("in", "(") && !isInFunction());
  }

  private String operator() {
    for (String operator : OPERATORS) {
      if (in.at(operator)) {
        return operator;
      }
    }
    return null;
  }

  private boolean wordThen(String word, String opener) {
    int back = in.pos();
    boolean found = in.takeWord(word);
    if (found) {
      in.skip();
      found = in.at(opener);
    }
    in.reset(back);
    return found;
  }

  /**
   * Whether the parentheses behind {@code in} name parameters of the function, so that the word
   * before is free text.
   */
  private boolean isInFunction() {
    int back = in.pos();
    in.takeWord("in");
    in.skip();
    in.take("(");
    boolean found = false;
    int depth = 0;
    while (!found && !in.atEnd() && depth >= 0 && in.peek() != '|') {
      in.skip();
      int c = in.peek();
      if (reading.literals.atText()) {
        in.reset(stringEnd());
      } else if (in.nameEnd() > in.pos()) {
        String word = in.readTo(in.nameEnd());
        in.skip();
        found = depth == 0 && in.at("=") && (word.equals("values") || word.equals("field"));
      } else {
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        in.reset(Math.min(in.pos() + 1, in.text().length()));
      }
    }
    in.reset(back);
    return found;
  }

  private int stringEnd() {
    char quote = in.text().charAt(in.pos());
    int p = in.pos() + 1;
    while (p < in.text().length() && in.text().charAt(p) != quote) {
      p += in.text().charAt(p) == '\\' ? 2 : 1;
    }
    return Math.min(p + 1, in.text().length());
  }

  /** Reads the operator behind {@code field} and what belongs to it. */
  Step read(Name field) {
    in.skip();
    int at = in.pos();
    String operator = operator();
    if (operator == null) {
      return wordOperator(field);
    }
    in.take(operator);
    Span place = in.span(at);
    switch (operator) {
      case ":=":
        return reading.assignments.assign(field, false, field.span().start());
      case "=~", "~=":
        return new ApplicationParser(reading).apply(field);
      case "<=>":
        return link(field);
      case "==":
        reading.dialect("dialect-operator", place, "`==` in a filter", "`=`");
        return test(field, Step.Comparison.EQ);
      case "=":
        refuseCall(field);
        return test(field, Step.Comparison.EQ);
      case "!=":
        return test(field, Step.Comparison.NE);
      case "<":
        return number(field, Step.Comparison.LT);
      case "<=":
        return number(field, Step.Comparison.LE);
      case ">":
        return number(field, Step.Comparison.GT);
      default:
        return number(field, Step.Comparison.GE);
    }
  }

  private Step wordOperator(Name field) {
    if (in.takeWord("like")) {
      return test(field, Step.Comparison.LIKE);
    }
    if (in.atWord("match")) {
      return reading.branches.match(field);
    }
    int at = in.pos();
    in.takeWord("in");
    return new MembershipParser(reading).in(field, at);
  }

  private Step test(Name field, Step.Comparison comparison) {
    Pattern pattern = reading.patterns.pattern(comparison.symbol());
    reading.foreign.refuse(pattern);
    return new Step.FieldTest(field, comparison, pattern, field.span().to(pattern.span()));
  }

  /** {@code field = f(x)} looks like a call and is a comparison with the text {@code f}. */
  private void refuseCall(Name field) {
    int back = in.pos();
    in.skip();
    int end = in.callNameEnd();
    if (in.atCall() && FunctionNames.isKnown(in.text().substring(in.pos(), end))) {
      String name = in.text().substring(in.pos(), end);
      throw reading.fail(
          "call-in-filter",
          new Span(in.pos(), end),
          "`" + field.text() + " = " + name + "(…)` does not call `" + name + "`",
          "write `"
              + field.text()
              + " := "
              + name
              + "(…)` to assign its result, or `"
              + field.text()
              + " =~ "
              + name
              + "(…)` to apply it to the field");
    }
    in.reset(back);
  }

  private Step number(Name field, Step.Comparison comparison) {
    Pattern pattern = reading.patterns.pattern(comparison.symbol());
    if (pattern instanceof Pattern.Regex
        || (pattern instanceof Pattern.Glob glob && !Scanner.isNumber(glob.text().strip()))) {
      String right = in.text().substring(pattern.span().start(), pattern.span().end());
      reading.problems.add(
          Problem.error(
              "not-a-number",
              pattern.span(),
              "`"
                  + comparison.symbol()
                  + "` compares with a number, and `"
                  + Scanner.brief(right, 40)
                  + "` is none",
              numberHint(field, comparison, Scanner.brief(right, 40))));
    }
    return new Step.FieldTest(field, comparison, pattern, field.span().to(pattern.span()));
  }

  private static String numberHint(Name field, Step.Comparison comparison, String right) {
    if (Scanner.isNumber(field.text()) && Characters.isName(right)) {
      String turned =
          comparison.symbol().startsWith("<")
              ? comparison.symbol().replace('<', '>')
              : comparison.symbol().replace('>', '<');
      return "the field stands on the left: `" + right + " " + turned + " " + field.text() + "`";
    }
    return "compare two fields with `test(" + field.text() + " " + comparison.symbol() + " other)`";
  }

  private Step link(Name field) {
    in.skip();
    int start = in.pos();
    String other = reading.patterns.word();
    if (other.isEmpty()) {
      throw reading.fail(
          "missing-field",
          in.here(),
          "there is no field on the right of `<=>`",
          "write the query's name, a dot and the field: `Other.field`");
    }
    Name right = new Name(other, in.span(start));
    return new Step.Link(field, right, field.span().to(right.span()));
  }

  /** A call as a step; the other dialect compares its result, too. */
  Step afterCall(Expression value) {
    in.skip();
    String operator = operator();
    if (operator == null
        || operator.equals("=>")
        || operator.equals(":=")
        || operator.equals("=~")
        || operator.equals("<=>")) {
      return Conditions.step(value, reading);
    }
    String name = value instanceof Expression.Call call ? call.name() + "(…)" : "…";
    reading.dialect(
        "dialect-call-compared",
        value.span(),
        "`" + name + " " + operator + "`",
        "`field := " + name + "`, and a comparison with that field");
    Name field =
        new Name(
            reading.preparation().compute(Conditions.settle(value, reading)).name(), value.span());
    return read(field);
  }
}
