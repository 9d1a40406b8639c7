/**
 * Functions on times. One file a function; {@link dev.lanner.cql.function.time.TimeFunctions} lists
 * them.
 */
package dev.lanner.cql.function.time;
