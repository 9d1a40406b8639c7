/**
 * How values compare, coerce, sort and print: one place for all of the language (LANGUAGE 3.1, 3.4,
 * 3.5).
 *
 * <p>JDK only. Nothing here knows events or functions.
 */
package dev.lanner.cql.value;
