package dev.lanner.cql.compile;

import dev.lanner.cql.analysis.CallBinder;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.syntax.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the compilation of one query shares from its outermost pipeline to its innermost. */
final class Context {
  /** How many tables one query may define (LANGUAGE 3.7). */
  static final int MOST_TABLES = 10;

  private final CompileOptions options;
  private final CallBinder binder;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> functions = new TreeSet<>();
  private final Map<String, DefinedTable> tables = new LinkedHashMap<>();
  private final SearchInput input = new SearchInput();
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

  void report(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** How many errors were reported so far. */
  long errors() {
    return problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
  }

  List<Problem> problems() {
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
