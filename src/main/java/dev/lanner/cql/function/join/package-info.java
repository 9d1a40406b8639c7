/**
 * Functions that bring two sets of rows together: lookup files, tables, joins, self joins. One file
 * a function; {@link dev.lanner.cql.function.join.JoinFunctions} lists them.
 *
 * <p>What reads a file is ready when it is bound; what reads rows of another query, or its own
 * input twice, is {@link dev.lanner.cql.run.Prepared}.
 */
package dev.lanner.cql.function.join;
