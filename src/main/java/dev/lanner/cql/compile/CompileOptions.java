package dev.lanner.cql.compile;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import java.util.Objects;

/**
 * How to compile a query.
 *
 * @param fields the table that gives ids; queries that run over the same events share one
 * @param environment the world around the query
 * @param functions the functions it may call
 * @param asRule whether the query runs as a detection rule: display caps of {@code table}, {@code
 *     sort} and a query without aggregate do not apply, and a query whose only aggregates are such
 *     steps is a per-event rule (DESIGN section 4, "A rule is not a screen")
 * @param toRun whether lookup files, parameters and saved queries must be at hand: missing ones are
 *     errors then, and warnings when a query is only checked
 */
public record CompileOptions(
    FieldTable fields,
    Environment environment,
    FunctionRegistry functions,
    boolean asRule,
    boolean toRun) {
  public CompileOptions {
    Objects.requireNonNull(fields);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(functions);
  }
}
