/**
 * Regular expressions as CQL means them (LANGUAGE 1.4, 3.3, 3.8), over {@code java.util.regex}:
 * {@link dev.lanner.cql.regex.CqlRegex}.
 *
 * <p>A pattern that is nothing but literals never reaches the engine; every other match runs under
 * a counted number of steps, so that no pattern and no event can stall whoever runs it.
 *
 * <p>Knows rows (named groups become fields), not queries or functions.
 */
package dev.lanner.cql.regex;
