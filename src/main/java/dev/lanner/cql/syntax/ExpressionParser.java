package dev.lanner.cql.syntax;

import java.util.List;
import java.util.function.Supplier;

/**
 * Expressions, and values of arguments. In an expression {@code a-b} is a difference; as an
 * argument of most functions it is a word. Which of the two is read is the {@linkplain #words
 * mode}, set by the call around.
 *
 * <p>What comes out may hold {@link Expression.Condition}s and calls of {@code case}; {@link
 * Conditions#settle} takes them out.
 */
final class ExpressionParser {
  private static final List<String> COMPARISONS = List.of("==", "!=", "<=", ">=", "<", ">");

  /** So long may a chain of operators be: its tree is as deep. */
  private static final int MAX_CHAIN = 250;

  private final Reading reading;
  private final Scanner in;
  private final ListParser lists;
  private boolean words;

  ExpressionParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
    this.lists = new ListParser(reading);
  }

  /** Reads with words allowed, or not, where a value begins. */
  <T> T with(boolean wordsAllowed, Supplier<T> read) {
    boolean outer = words;
    words = wordsAllowed;
    try {
      return read.get();
    } finally {
      words = outer;
    }
  }

  /** A whole value: of an argument, of an element of an array, within parentheses. */
  Expression value() {
    in.skip();
    if (words) {
      Expression word = word();
      if (word != null) {
        return word;
      }
      if (in.peek() == '/') {
        Pattern.Regex regex = reading.patterns.regex();
        return new Expression.Regex(regex.body(), regex.flags(), regex.span());
      }
    }
    Expression named = namedSubquery();
    return named == null ? expression() : named;
  }

  /** A word with nothing but the end of the value behind it, or null. */
  private Expression word() {
    int start = in.pos();
    int end = in.argumentWordEnd();
    if (end == start) {
      return null;
    }
    in.reset(end);
    in.skip();
    boolean whole = in.atEnd() || in.peek() == ',' || in.peek() == ')' || in.peek() == ']';
    in.reset(whole ? end : start);
    if (!whole) {
      return null;
    }
    String text = in.text().substring(start, end);
    Span span = new Span(start, end);
    if (Scanner.isNumber(text) && text.charAt(0) != '+') {
      return new Expression.Num(text, span);
    }
    if (text.equals("true") || text.equals("false")) {
      return new Expression.Bool(text.equals("true"), span);
    }
    return Characters.isName(text) && !Characters.isDigit(text.charAt(0))
        ? new Expression.Field(text, span)
        : new Expression.Word(text, span);
  }

  /** {@code name: { … }}, or null. */
  private Expression namedSubquery() {
    int start = in.pos();
    if (!reading.literals.atText() && !in.atPlainName()) {
      return null;
    }
    String text = reading.patterns.name();
    Name name = new Name(text, in.span(start));
    in.skip();
    if (in.peek() == ':' && in.peek(1) != '=') {
      in.take(":");
      in.skip();
      if (in.peek() == '{') {
        return lists.subquery(name, start);
      }
    }
    in.reset(start);
    return null;
  }

  /** {@code [ … ]}. */
  Expression.Array array() {
    return lists.array();
  }

  /** A whole expression: at most one comparison. */
  Expression expression() {
    return continued(prefix());
  }

  /** The rest of the expression that begins with {@code first}. */
  Expression continued(Expression first) {
    return comparison(sum(product(first)));
  }

  private Expression comparison(Expression left) {
    in.skip();
    String operator = comparisonOperator();
    if (operator == null) {
      refuseAssignment();
      return left;
    }
    in.take(operator);
    Expression right = sum(product(prefix()));
    Expression result = new Expression.Binary(operator, left, right, left.span().to(right.span()));
    in.skip();
    String next = comparisonOperator();
    if (next != null) {
      throw reading.fail(
          "chained-comparison",
          in.here(),
          "a comparison cannot be compared again with `" + next + "`",
          "put one of the two in parentheses, or use two `test()` steps");
    }
    return result;
  }

  private String comparisonOperator() {
    if (in.at("<=>")) {
      return null;
    }
    for (String operator : COMPARISONS) {
      if (in.at(operator)) {
        return operator;
      }
    }
    return null;
  }

  private void refuseAssignment() {
    if (in.peek() == '=' && in.peek(1) != '>' && in.peek(1) != '~') {
      throw reading.fail(
          "single-equals",
          in.here(),
          "`=` does not compare in an expression",
          "write `==`; in an expression bare words are fields and quoted words are text");
    }
  }

  /** Products with {@code +} and {@code -} between them. */
  private Expression sum(Expression first) {
    Expression left = first;
    for (int links = 0; ; links++) {
      in.skip();
      int c = in.peek();
      if (c != '+' && c != '-') {
        return left;
      }
      limit(links);
      in.take(String.valueOf((char) c));
      left = binary(String.valueOf((char) c), left, product(prefix()));
    }
  }

  private Expression product(Expression first) {
    Expression left = first;
    for (int links = 0; ; links++) {
      in.skip();
      int c = in.peek();
      if (c != '*' && c != '/' && c != '%') {
        return left;
      }
      limit(links);
      in.take(String.valueOf((char) c));
      left = binary(String.valueOf((char) c), left, prefix());
    }
  }

  private void limit(int links) {
    if (links >= MAX_CHAIN) {
      throw reading.fail(
          "too-long-expression",
          in.here(),
          "there are more than " + MAX_CHAIN + " operators in a row",
          "assign parts of it to fields first");
    }
  }

  private static Expression binary(String operator, Expression left, Expression right) {
    return new Expression.Binary(operator, left, right, left.span().to(right.span()));
  }

  /** An operand with its signs. */
  private Expression prefix() {
    in.skip();
    int start = in.pos();
    int c = in.peek();
    if (c == '-' && Characters.isDigit(in.peek(1))) {
      in.take("-");
      int end = in.numberEnd();
      if (end > in.pos()) {
        in.reset(end);
        return new Expression.Num(in.text().substring(start, end), in.span(start));
      }
      in.reset(start);
    }
    if (c == '-' || (c == '!' && in.peek(1) != '=')) {
      reading.enter();
      try {
        in.take(String.valueOf((char) c));
        Expression operand = prefix();
        return new Expression.Unary((char) c, operand, new Span(start, operand.span().end()));
      } finally {
        reading.leave();
      }
    }
    return atom();
  }

  private Expression atom() {
    int start = in.pos();
    switch (in.peek()) {
      case '(':
        return parenthesised();
      case '[':
        return lists.array();
      case '{':
        return lists.subquery(null, start);
      case '?':
        Pattern.Param param = reading.patterns.param();
        return new Expression.Param(param.name(), param.fallback(), param.span());
      case '/':
        return refuseRegex();
      default:
        break;
    }
    if (reading.literals.atText()) {
      String text = reading.patterns.text();
      return new Expression.Str(text, in.span(start));
    }
    if (in.atCall() || in.atSpacedCall()) {
      return reading.calls.call();
    }
    int end = in.numberEnd();
    if (end > start) {
      return new Expression.Num(in.readTo(end), new Span(start, end));
    }
    end = in.nameEnd();
    if (end == start) {
      throw nothingHere();
    }
    String name = in.readTo(end);
    Span span = new Span(start, end);
    return name.equals("true") || name.equals("false")
        ? new Expression.Bool(name.equals("true"), span)
        : new Expression.Field(name, span);
  }

  private Expression refuseRegex() {
    Pattern.Regex regex = reading.patterns.regex();
    throw reading.fail(
        "regex-in-expression",
        regex.span(),
        "a regex cannot stand in an expression",
        "write `regex(\"…\", field=f)`, which is true or false there");
  }

  private Fault nothingHere() {
    if (in.peek() == '*') {
      return reading.fail(
          "missing-expression",
          in.here(),
          "`*` is no value in an expression",
          "put text in quotes");
    }
    return reading.fail(
        "missing-expression",
        in.here(),
        "a value is expected here, not " + reading.found(),
        "write a field, a number, a text in quotes or a function call");
  }

  private Expression parenthesised() {
    int start = in.pos();
    int errors = reading.problems.errors();
    reading.enter();
    try {
      in.take("(");
      Expression inside = value();
      in.skip();
      if (words && in.peek() == ',') {
        return lists.rest(inside, start, errors);
      }
      reading.close(")", start, errors);
      return inside;
    } finally {
      reading.leave();
    }
  }
}
