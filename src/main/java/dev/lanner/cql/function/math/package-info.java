/**
 * Functions on numbers. One file a function; {@link dev.lanner.cql.function.math.MathFunctions}
 * lists them.
 */
package dev.lanner.cql.function.math;
