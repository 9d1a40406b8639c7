/**
 * From text to tree and back: {@link dev.lanner.cql.syntax.Parser} reads a query in either dialect
 * into {@link dev.lanner.cql.syntax.Query}, reporting every {@link dev.lanner.cql.syntax.Problem}
 * with its place; {@link dev.lanner.cql.syntax.Printer} writes the tree as canonical official CQL.
 *
 * <p>Every node has a {@link dev.lanner.cql.syntax.Span}. The tree says what was written, in
 * official terms: constructs of the other dialect are rewritten while reading, and leave an {@code
 * info} problem. What names mean (functions, parameters) is not known here; see {@link
 * dev.lanner.cql.analysis}.
 *
 * <p>JDK only.
 */
package dev.lanner.cql.syntax;
