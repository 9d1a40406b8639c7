package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions: expressions, and the filters that the other dialect writes in their place. What is an
 * official expression comes out as one; everything else is an {@link Expression.Condition}.
 *
 * <p>Precedence is that of CQL: {@code OR} binds tighter than {@code AND}.
 */
final class ConditionParser {
  private final Reading reading;
  private final Scanner in;

  /** Whether what was read last had an OR in it without parentheses around. */
  private boolean bareOr;

  ConditionParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** A whole condition. */
  Expression condition() {
    in.skip();
    if (in.peek() == '{') {
      return reading.expressions.expression();
    }
    Expression first = or();
    if (!joined()) {
      return first;
    }
    boolean mixed = bareOr;
    List<Step> operands = new ArrayList<>();
    add(operands, first);
    Expression last;
    do {
      last = or();
      mixed |= bareOr;
      add(operands, last);
    } while (joined());
    Span span = first.span().to(last.span());
    if (mixed) {
      warnMixed(span);
    }
    return new Expression.Condition(Make.all(operands, span), span);
  }

  private void warnMixed(Span span) {
    reading.problems.add(
        Problem.warning(
            "or-before-and",
            span,
            "`or` binds tighter than `and` here, as everywhere in CQL",
            "use parentheses to say what is meant"));
  }

  private void add(List<Step> operands, Expression operand) {
    Step filter = Conditions.filter(operand, reading);
    if (filter instanceof Step.And and) {
      operands.addAll(and.operands());
    } else {
      operands.add(filter);
    }
  }

  /** Whether an AND, or another operand right behind, continues the condition. */
  private boolean joined() {
    in.skip();
    int start = in.pos();
    if (in.takeWord("and")) {
      return true;
    }
    if (in.atWord("&&")) {
      in.take("&&");
      reading.dialect("dialect-operator", in.span(start), "`&&`", "`and`");
      return true;
    }
    int c = in.peek();
    return c >= 0
        && (in.atCall()
            || in.atWord("not")
            || (c == '!' && in.peek(1) != '=')
            || c == '('
            || (!in.atWord("as") && reading.filters.fields().atField()));
  }

  private Expression or() {
    Expression first = not("");
    if (!takeOr()) {
      bareOr = false;
      return first;
    }
    List<Step> operands = new ArrayList<>();
    operands.add(Conditions.filter(first, reading));
    Expression last;
    do {
      last = not("or");
      Step filter = Conditions.filter(last, reading);
      if (filter instanceof Step.Or or) {
        operands.addAll(or.operands());
      } else {
        operands.add(filter);
      }
    } while (takeOr());
    bareOr = true;
    Span span = first.span().to(last.span());
    return new Expression.Condition(new Step.Or(operands, span), span);
  }

  private boolean takeOr() {
    in.skip();
    int start = in.pos();
    if (in.takeWord("or")) {
      return true;
    }
    if (in.take("||")) {
      reading.dialect("dialect-operator", in.span(start), "`||`", "`or`");
      return true;
    }
    return false;
  }

  private Expression not(String behind) {
    in.skip();
    int start = in.pos();
    if (atBang()) {
      return bangs();
    }
    if (!in.atWord("not")) {
      return operand(behind);
    }
    reading.enter();
    try {
      in.reset(start + "not".length());
      Expression operand = not("not");
      return negated(operand, in.span(start));
    } finally {
      reading.leave();
    }
  }

  private boolean atBang() {
    return in.peek() == '!' && in.peek(1) != '=';
  }

  private Expression negated(Expression operand, Span span) {
    return new Expression.Condition(new Step.Not(Conditions.filter(operand, reading), span), span);
  }

  /**
   * {@code !} before a filter negates all of it; in an expression it binds tighter than any other
   * operator.
   */
  private Expression bangs() {
    int first = in.pos();
    List<Integer> starts = new ArrayList<>();
    try {
      while (atBang()) {
        reading.enter();
        starts.add(0, in.pos());
        in.reset(in.pos() + 1);
        in.skip();
      }
      if (in.peek() == '(') {
        Expression inside = parenthesised();
        boolean filter = inside instanceof Expression.Condition;
        for (int start : starts) {
          Span span = in.span(start);
          inside = filter ? negated(inside, span) : new Expression.Unary('!', inside, span);
        }
        return filter ? inside : compared(reading.expressions.continued(inside));
      }
      if (in.atWord("not") || atFilter()) {
        Expression operand = not("!");
        for (int start : starts) {
          operand = negated(operand, in.span(start));
        }
        return operand;
      }
    } finally {
      starts.forEach(start -> reading.leave());
    }
    in.reset(first);
    Expression left = reading.expressions.expression();
    Expression compared = left instanceof Expression.Unary u ? compared(u.operand()) : left;
    return compared instanceof Expression.Condition ? negated(compared, in.span(first)) : left;
  }

  private Expression operand(String behind) {
    in.skip();
    int start = in.pos();
    if (in.peek() == '/') {
      Pattern.Regex regex = reading.patterns.regex();
      return new Expression.Condition(new Step.FreeText(regex, regex.span()), regex.span());
    }
    if (in.peek() == '(') {
      return group();
    }
    if (atFilter()) {
      String text = reading.literals.atText() ? reading.patterns.text() : null;
      Name field = text == null ? reading.filters.fields().name() : new Name(text, in.span(start));
      Step test = reading.filters.fields().read(field);
      return new Expression.Condition(test, test.span());
    }
    if (!behind.isEmpty() && (in.atEnd() || "|;)]},".indexOf(in.peek()) >= 0)) {
      throw reading.fail(
          "missing-operand",
          in.here(),
          "there is nothing behind `" + behind + "` but " + reading.found(),
          "write a condition, or remove `" + behind + "`");
    }
    Expression left = reading.expressions.expression();
    return compared(left);
  }

  /** Parentheses around a condition, or around the beginning of an expression. */
  private Expression group() {
    Expression inside = parenthesised();
    return inside instanceof Expression.Condition
        ? inside
        : compared(reading.expressions.continued(inside));
  }

  private Expression parenthesised() {
    int start = in.pos();
    int errors = reading.problems.errors();
    reading.enter();
    try {
      in.take("(");
      Expression inside = condition();
      reading.close(")", start, errors);
      return inside;
    } finally {
      reading.leave();
    }
  }

  /** {@code lower(f) = /…/} in a condition. */
  private Expression compared(Expression left) {
    in.skip();
    boolean filter =
        in.peek() == '=' || in.at("!=") || (in.atWord("in") && left instanceof Expression.Call);
    if (!filter || in.at("=>")) {
      return left;
    }
    Step test = reading.filters.fields().afterCall(left);
    return new Expression.Condition(test, test.span());
  }

  /** Whether a field with an operator that no expression has begins here. */
  private boolean atFilter() {
    int back = in.pos();
    boolean quoted = reading.literals.atText();
    if (!quoted && in.nameEnd() == back) {
      return false;
    }
    if (quoted) {
      reading.literals.text();
    } else {
      in.reset(in.nameEnd());
    }
    FieldForms fields = reading.filters.fields();
    boolean found = fields.operatorFollows() && !expressionOperatorFollows(quoted);
    in.reset(back);
    return found;
  }

  private boolean expressionOperatorFollows(boolean quoted) {
    in.skip();
    if (in.at("==") || in.at("!=")) {
      in.reset(in.pos() + 2);
      in.skip();
      // A regex or a pattern with a star on the right: a filter after all.
      return in.peek() != '/' && !patternFollows();
    }
    if (in.at("<") || in.at(">")) {
      return (!quoted || reading.strict) && !in.at("<=>");
    }
    return in.at(":=");
  }

  private boolean patternFollows() {
    int end = in.patternEnd();
    String word = in.text().substring(in.pos(), end);
    return word.startsWith("*") || word.endsWith("*");
  }
}
