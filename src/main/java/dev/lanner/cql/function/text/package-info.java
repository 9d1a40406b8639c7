/**
 * Functions on texts. One file a function; {@link dev.lanner.cql.function.text.TextFunctions} lists
 * them.
 */
package dev.lanner.cql.function.text;
