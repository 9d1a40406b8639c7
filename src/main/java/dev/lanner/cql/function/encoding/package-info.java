/**
 * Functions that encode, decode and hash. One file a function; {@link
 * dev.lanner.cql.function.encoding.EncodingFunctions} lists them.
 */
package dev.lanner.cql.function.encoding;
