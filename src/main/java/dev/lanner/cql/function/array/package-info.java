/**
 * Functions on arrays: fields named x[0], x[1] and so on. One file a function; {@link
 * dev.lanner.cql.function.array.ArrayFunctions} lists them.
 */
package dev.lanner.cql.function.array;
