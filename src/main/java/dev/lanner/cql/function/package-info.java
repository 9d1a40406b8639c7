/**
 * The functions of CQL, one file each, and the contract they are declared by.
 *
 * <p>How to add one: write a class that implements {@link dev.lanner.cql.function.CqlFunction} in
 * the package of its group, whose {@link dev.lanner.cql.function.FunctionSpec} says name,
 * parameters, kind, support, source; add it to the list of {@link
 * dev.lanner.cql.function.FunctionRegistry}; add a spec case. The generated table of functions in
 * the documents follows; a test says how to rewrite it.
 *
 * <p>May import {@code cql.run}, {@code cql.event}, {@code cql.value}; never the parser, Flink or
 * Jackson.
 */
package dev.lanner.cql.function;
