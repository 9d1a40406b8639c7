package dev.lanner.cql.compile;

import dev.lanner.cql.analysis.CallBinder;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.syntax.Problem;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the compilation of one query shares from its outermost pipeline to its innermost. */
final class Context {
  /** How many tables one query may define (LANGUAGE 3.7). */
  static final int MOST_TABLES = 10;

  private static final int MOST_ERRORS = 100;
  private static final int MOST_NOTES = 400;

  private final CompileOptions options;
  private final CallBinder binder;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<String> functions = new TreeSet<>();
  private final Map<String, DefinedTable> tables = new LinkedHashMap<>();
  private final SearchInput input = new SearchInput();
  private int errors;
  private boolean givenUp;
  private int notes;
  private boolean approximate;
  private boolean boundedOnly;
  private boolean usesAnything;

  Context(CompileOptions options) {
    this.options = options;
    this.binder = new CallBinder(options.functions(), this::report);
  }

  CompileOptions options() {
    return options;
  }

  FieldTable fields() {
    return options.fields();
  }

  CallBinder binder() {
    return binder;
  }

  /** What a search will read, set when it runs. */
  SearchInput input() {
    return input;
  }

  /** Tables defined so far, by name. */
  Map<String, DefinedTable> tables() {
    return tables;
  }

  /** Keeps a problem, unless it was reported before or there are too many. */
  void report(Problem problem) {
    boolean error = problem.severity() == Problem.Severity.ERROR;
    boolean room = error ? errors < MOST_ERRORS : notes < MOST_NOTES;
    if (room && problems.add(problem)) {
      errors += error ? 1 : 0;
      notes += error ? 0 : 1;
    }
  }

  /** How many errors were reported so far. */
  int errors() {
    return errors;
  }

  /** Whether so much is wrong that it makes no sense to go on. */
  boolean hopeless() {
    return givenUp || errors >= MOST_ERRORS;
  }

  /** Says that it makes no sense to go on. */
  void giveUp() {
    givenUp = true;
  }

  Set<Problem> problems() {
    return problems;
  }

  /** Notes that a function is called, and how well it is supported. */
  void called(FunctionSpec spec) {
    functions.add(spec.name());
    approximate |= spec.support() == FunctionSpec.Support.APPROXIMATE;
    boundedOnly |= !spec.streaming();
  }

  Set<String> functions() {
    return functions;
  }

  boolean approximate() {
    return approximate;
  }

  /** Whether something is called that needs bounded input. */
  boolean boundedOnly() {
    return boundedOnly;
  }

  /** The id of a field that a step writes; not noted as one it reads. */
  int written(String name) {
    BitSet noted = fields().note(null);
    int id = fields().intern(name);
    fields().note(noted);
    return id;
  }

  /** Notes that the step being compiled can read fields it does not name. */
  void usesAnything() {
    usesAnything = true;
  }

  /** Whether {@link #usesAnything()} was noted since the last time this was asked. */
  boolean takeUsesAnything() {
    boolean uses = usesAnything;
    usesAnything = false;
    return uses;
  }
}
