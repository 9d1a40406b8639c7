package dev.lanner.cql.syntax;

/** One text being read: what its readers share, and the readers themselves. */
final class Reading {
  /**
   * How deep a query may be nested. Real queries stay below 30; the limit keeps readers and
   * everything that walks the tree afterwards far from the end of the stack.
   */
  static final int MAX_DEPTH = 96;

  final Scanner in;
  final Problems problems;
  final boolean strict;
  final Literals literals;
  final PatternParser patterns;
  final PipelineParser pipelines;
  final FilterParser filters;
  final AssignmentParser assignments;
  final BranchParser branches;
  final ExpressionParser expressions;
  final CallParser calls;
  final ConditionParser conditions;
  final DialectStages stages;
  final ForeignWords foreign;

  private int depth;
  private Preparation preparation;

  Reading(String text, Parser.Dialect dialect) {
    problems = new Problems();
    in = new Scanner(text, problems);
    strict = dialect == Parser.Dialect.STRICT;
    preparation = new Preparation(text);
    literals = new Literals(in, problems);
    patterns = new PatternParser(this);
    pipelines = new PipelineParser(this);
    filters = new FilterParser(this);
    assignments = new AssignmentParser(this);
    branches = new BranchParser(this);
    expressions = new ExpressionParser(this);
    calls = new CallParser(this);
    conditions = new ConditionParser(this);
    stages = new DialectStages(this);
    foreign = new ForeignWords(this);
  }

  /** Reports an error and gives what is to be thrown. */
  Fault fail(String code, Span span, String message, String hint) {
    problems.add(Problem.error(code, span, message, hint));
    return new Fault();
  }

  /**
   * Notes a construct of the other dialect: information, or an error if only official CQL is read.
   *
   * @param construct what stands there, for {@code read … as …}
   * @param official what it is read as
   */
  void dialect(String code, Span span, String construct, String official) {
    dialect(code, span, construct, official, "official CQL: " + official);
  }

  /** The same with a hint of its own. */
  void dialect(String code, Span span, String construct, String official, String hint) {
    if (strict) {
      problems.add(
          Problem.error(code, span, construct + " is not official CQL", "write " + official));
    } else if (problems.roomForNotes()) {
      problems.add(Problem.info(code, span, "read " + construct + " as " + official, hint));
    }
  }

  /** {@link #dialect} for a call, at its name. */
  void note(Expression.Call call, String code, String construct, String official) {
    dialect(code, call.nameSpan(), construct, official);
  }

  /** Goes one level deeper, in what begins at the position. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      problems.add(
          Problem.error(
              "too-deep",
              in.here(),
              "this is nested more than " + MAX_DEPTH + " levels deep",
              "assign parts of it to fields first"));
      throw new Fault.Final();
    }
  }

  void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  /** What the step being read needs before and behind it. */
  Preparation preparation() {
    return preparation;
  }

  void prepare(Preparation next) {
    preparation = next;
  }

  /** Takes {@code closer}, or reports that what was opened at {@code open} is never closed. */
  void close(String closer, int open, int errorsBefore) {
    in.skip();
    if (in.take(closer)) {
      return;
    }
    if (problems.errors() == errorsBefore) {
      String opener = in.text().substring(open, open + 1);
      String found = found();
      problems.add(
          Problem.error(
              "unclosed-bracket",
              new Span(open, open + 1),
              "`" + opener + "` is never closed",
              "expected `" + closer + "` before " + found));
    }
    throw new Fault();
  }

  /** What stands at the position, for a message. */
  String found() {
    if (in.atEnd()) {
      return "the end of the query";
    }
    if (literals.atText()) {
      return "`\"`";
    }
    int end = in.patternEnd();
    int start = in.pos();
    if (end == start) {
      end = start + Character.charCount(in.text().codePointAt(start));
    }
    return "`" + Scanner.brief(in.text().substring(start, Math.min(end, start + 60)), 40) + "`";
  }
}
