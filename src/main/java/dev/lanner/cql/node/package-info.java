/**
 * The executable nodes of the language itself (those of functions are with the functions): filters,
 * expressions, assignment, {@code case}, {@code match}, and the chain that rows are pushed through.
 *
 * <p>Small, final, package-private classes behind three factories: {@link
 * dev.lanner.cql.node.Filters}, {@link dev.lanner.cql.node.Scalars}, {@link
 * dev.lanner.cql.node.Transforms}. They hold what LANGUAGE 3 says about one event at a time; what
 * may stand where is not their business.
 */
package dev.lanner.cql.node;
