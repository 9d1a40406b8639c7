/**
 * Functions that read structured texts into fields, and write them. One file a function; {@link
 * dev.lanner.cql.function.parsing.ParsingFunctions} lists them.
 */
package dev.lanner.cql.function.parsing;
