package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * One conjunct of a pipeline: filters with {@code OR} and {@code NOT}, and every other step where
 * such a filter could begin. {@code OR} binds tighter than {@code AND}.
 */
final class FilterParser {
  private final Reading reading;
  private final Scanner in;
  private final FieldForms fields;

  /** Whether what is read next is the first word of a step. */
  private boolean beginsStep;

  FilterParser(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
    this.fields = new FieldForms(reading);
  }

  FieldForms fields() {
    return fields;
  }

  /**
   * Operands with {@code OR} between them, or the only one.
   *
   * @param begins whether a pipe stands before it, or nothing
   */
  Step or(boolean begins) {
    beginsStep = begins;
    Step first = unary("");
    if (!takeOr(first)) {
      return first;
    }
    List<Step> operands = new ArrayList<>();
    addOperand(operands, first);
    do {
      addOperand(operands, unary("or"));
    } while (takeOr(operands.get(operands.size() - 1)));
    return new Step.Or(operands, first.span().to(operands.get(operands.size() - 1).span()));
  }

  private static void addOperand(List<Step> operands, Step operand) {
    if (operand instanceof Step.Or or) {
      operands.addAll(or.operands());
    } else {
      operands.add(operand);
    }
  }

  private boolean takeOr(Step left) {
    in.skip();
    int start = in.pos();
    if (in.takeWord("or")) {
      return true;
    }
    // Behind anything but a filter two pipes are two pipes.
    if (in.at("||") && isFilter(left) && !pipeFollows()) {
      in.take("||");
      reading.dialect("dialect-operator", in.span(start), "`||`", "`or`");
      return true;
    }
    return false;
  }

  private boolean pipeFollows() {
    int back = in.pos();
    in.take("||");
    in.skip();
    boolean pipe = in.atEnd() || in.peek() == '|';
    in.reset(back);
    return pipe;
  }

  private static boolean isFilter(Step step) {
    return !(step instanceof Step.Assign
        || step instanceof Step.Case
        || step instanceof Step.Match
        || step instanceof Step.Stats
        || (step instanceof Step.Call call && FunctionNames.isAggregate(call.call().name())));
  }

  /** A primary with any number of {@code NOT} and {@code !} before it. */
  private Step unary(String behind) {
    in.skip();
    int start = in.pos();
    if (!takeNot()) {
      return primary(behind);
    }
    reading.enter();
    try {
      return Make.not(unary("not"), in.span(start));
    } finally {
      reading.leave();
    }
  }

  private boolean takeNot() {
    if (in.peek() == '!' && in.peek(1) != '=') {
      return in.take("!");
    }
    int back = in.pos();
    if (in.takeWord("not")) {
      if (!fields.symbolFollows()) {
        return true;
      }
      in.reset(back);
    }
    return false;
  }

  private Step primary(String behind) {
    in.skip();
    int start = in.pos();
    switch (in.peek()) {
      case '(':
        return group();
      case '[':
        return stats();
      case '$':
        return new SavedParser(reading).saved();
      case '?':
        Pattern.Param param = reading.patterns.param();
        return new Step.FreeText(param, param.span());
      case '/':
        Pattern.Regex regex = reading.patterns.regex();
        return new Step.FreeText(regex, regex.span());
      case '`':
        return reading.assignments.indirect();
      default:
        if (reading.literals.atText()) {
          return afterString(start, reading.patterns.text());
        }
        return word(behind);
    }
  }

  private Step group() {
    int start = in.pos();
    int errors = reading.problems.errors();
    reading.enter();
    List<Step> steps;
    try {
      in.take("(");
      steps = reading.pipelines.group();
      reading.close(")", start, errors);
    } finally {
      reading.leave();
    }
    Span span = in.span(start);
    if (steps.isEmpty()) {
      if (reading.problems.errors() == errors) {
        throw reading.fail(
            "empty-group", span, "there is nothing between `(` and `)`", "remove the parentheses");
      }
      return new Step.Truth(true, span);
    }
    return steps.size() == 1 ? steps.get(0) : new Step.And(steps, span);
  }

  private Step stats() {
    int start = in.pos();
    Expression.Array functions = reading.calls.list();
    return new Step.Stats(functions.elements(), in.span(start));
  }

  private Step afterString(int start, String text) {
    Name name = new Name(text, in.span(start));
    if (fields.operatorFollows()) {
      return fields.read(name);
    }
    return new Step.FreeText(new Pattern.Glob(text, true, name.span()), name.span());
  }

  private Step word(String behind) {
    int start = in.pos();
    boolean first = beginsStep;
    beginsStep = false;
    Step dialect = reading.stages.parenthesised();
    if (dialect != null) {
      return dialect;
    }
    if (reading.branches.atCase()) {
      return reading.branches.caseOf();
    }
    if (in.atCall() || (in.atSpacedCall() && !fields.atField())) {
      return callStep();
    }
    if (fields.atField()) {
      Name name = fields.name();
      return fields.read(name);
    }
    dialect = reading.stages.stage();
    if (dialect != null) {
      return dialect;
    }
    int end = in.patternEnd();
    if (end == start) {
      throw nothingHere(behind);
    }
    return freeText(in.readTo(end), in.span(start), first);
  }

  private Step freeText(String word, Span span, boolean first) {
    if (word.equals("*") || word.equals("true")) {
      return new Step.Truth(true, span);
    }
    if (word.equals("false")) {
      return new Step.Truth(false, span);
    }
    reading.patterns.checkEnd(word, span);
    refuseAsField(word, span);
    reading.foreign.refuse(word, span, first);
    if (FunctionNames.isReserved(word)) {
      throw reading.fail(
          "reserved-word",
          span,
          "`" + word + "` is a reserved word and cannot be searched for as it is",
          hintFor(word));
    }
    if (word.equals("and") || word.equals("or") || word.equals("AND") || word.equals("OR")) {
      throw reading.fail(
          "missing-operand",
          span,
          "there is nothing on the left of `" + word + "`",
          "remove it, or write what it joins");
    }
    // In quotes the word means the same, and cannot be taken for a command of the other dialect.
    boolean quoted = DialectStages.isCommand(word);
    return new Step.FreeText(new Pattern.Glob(word, quoted, span), span);
  }

  /** {@code host-name = x}: the word is no name, and what follows says that it was meant as one. */
  private void refuseAsField(String word, Span span) {
    if (fields.symbolFollows()) {
      throw reading.fail(
          "unquoted-field",
          span,
          "`" + Scanner.brief(word, 40) + "` is no field name without quotes",
          "write `\"" + Scanner.brief(word, 40) + "\"`");
    }
  }

  private static String hintFor(String word) {
    if (word.equals("stats")) {
      return "aggregate with `groupBy(field, function=count())`";
    }
    return FunctionNames.isKnown(word)
        ? "call it as `" + word + "(…)`, or search for `\"" + word + "\"`"
        : "search for `\"" + word + "\"`";
  }

  private Fault nothingHere(String behind) {
    int c = in.peek();
    if (c == '=' || c == '<' || c == '>' || (c == '!' && in.peek(1) == '=') || in.at(":=")) {
      return missingField();
    }
    boolean closes = c < 0 || "|;)]},".indexOf(c) >= 0;
    if (closes && !behind.isEmpty()) {
      return reading.fail(
          "missing-operand",
          in.here(),
          "there is nothing behind `" + behind + "` but " + reading.found(),
          "write a filter, or remove `" + behind + "`");
    }
    return reading.fail(
        "unexpected-character",
        in.here(),
        reading.found() + " cannot begin a step",
        "put text in quotes");
  }

  private Fault missingField() {
    String operator =
        in.at(":=")
                || in.at("=>")
                || in.at("=~")
                || in.at("!=")
                || in.at("<=")
                || in.at(">=")
                || in.at("==")
            ? in.text().substring(in.pos(), in.pos() + 2)
            : in.text().substring(in.pos(), in.pos() + 1);
    Span span = new Span(in.pos(), in.pos() + operator.length());
    if (operator.equals("=>")) {
      return reading.fail(
          "unexpected-arrow",
          span,
          "`=>` belongs into the arms of `match`",
          "in a filter, \"at least\" is written `>=`");
    }
    return reading.fail(
        "missing-field",
        span,
        "there is no field on the left of `" + operator + "`",
        "write the name of a field; names with blanks or dashes go in quotes");
  }

  /** A call as a step, and what the other dialect writes behind one. */
  private Step callStep() {
    Expression value = reading.calls.call();
    return fields.afterCall(value);
  }

  /** Whether free text begins here: no call, no field with an operator, no keyword. */
  boolean atFreeText() {
    return !in.atCall()
        && !in.atSpacedCall()
        && !in.atWord("not")
        && !in.atWord("or")
        && !in.atWord("and")
        && !fields.atField()
        && !reading.branches.atCase()
        && in.peek() != '*';
  }
}
