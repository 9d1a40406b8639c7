/**
 * Functions on regular expressions. One file a function; {@link
 * dev.lanner.cql.function.regex.RegexFunctions} lists them.
 */
package dev.lanner.cql.function.regex;
