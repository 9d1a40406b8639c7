package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Commands of the other dialect whose arguments stand without parentheses. */
final class CommandParser {
  private final Reading reading;
  private final Scanner in;

  CommandParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** {@code table a, b}. */
  Step table(int start) {
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
    String name = reading.patterns.name();
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
  Step sort(int start) {
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
        "dialect-sort",
        "sort",
        word,
        "sort f desc",
        Make.argument(single(fields, span)),
        Make.argument("order", single(orders, span)));
  }

  /** The call that a command word stands for. */
  private Step command(
      String code, String function, Span word, String construct, Expression.Argument... arguments) {
    Step call =
        new Step.Call(
            new Expression.Call(function, List.of(arguments), word, in.span(word.start())));
    reading.dialect(
        code, word, "`" + construct + "`", "`" + Scanner.brief(Printer.print(call), 60) + "`");
    return call;
  }

  private static Expression single(List<Expression.Element> elements, Span span) {
    return elements.size() == 1 ? elements.get(0).value() : new Expression.Array(elements, span);
  }

  /** {@code head 10}, {@code limit 10}. */
  Step cut(int start, String word) {
    in.takeWord(word);
    Span nameSpan = in.span(start);
    in.skip();
    int at = in.pos();
    String number = in.readTo(in.numberEnd());
    Expression.Argument limit = Make.argument(new Expression.Num(number, in.span(at)));
    return switch (word) {
      case "head" -> command("dialect-head", "head", nameSpan, "head n", limit);
      case "tail" -> command("dialect-tail", "tail", nameSpan, "tail n", limit);
      default -> command("dialect-limit", "head", nameSpan, "limit n", limit);
    };
  }
}
