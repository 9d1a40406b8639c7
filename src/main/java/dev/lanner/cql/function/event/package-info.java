/**
 * Functions on whole events and on fields as such: filters, conditions, assignment, and what adds,
 * renames or removes fields. One file a function; {@link
 * dev.lanner.cql.function.event.EventFunctions} lists them.
 */
package dev.lanner.cql.function.event;
