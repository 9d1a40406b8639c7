package dev.lanner.cql.compile;

import dev.lanner.cql.syntax.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of compiling a query.
 *
 * @param query the executable query, or empty if there was an error
 * @param problems of reading, analysis and compilation, by place
 * @param status whether and how well it runs over bounded input
 * @param streaming whether it also runs on an unbounded stream
 * @param functions names of the functions it calls, as documented, sorted, each once
 * @param canonical the query as official CQL; as written if it could not be read
 */
public record CompileResult(
    Optional<CompiledQuery> query,
    List<Problem> problems,
    Status status,
    boolean streaming,
    List<String> functions,
    String canonical) {

  /** Whether and how well a query runs. */
  public enum Status {
    /** As LogScale. */
    OK,
    /** With a function that is approximate in a stated way. */
    APPROXIMATE,
    /** It is CQL, but calls for something that is refused, with the reason. */
    REFUSED,
    /** It is wrong. */
    ERROR
  }

  public CompileResult {
    Objects.requireNonNull(query);
    problems = List.copyOf(problems);
    Objects.requireNonNull(status);
    functions = List.copyOf(functions);
    Objects.requireNonNull(canonical);
  }
}
