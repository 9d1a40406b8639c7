/**
 * What an event must carry to get through the filters of a query, and how to find the few queries
 * that an event can get through among many.
 *
 * <p>A step that knows says so ({@link dev.lanner.cql.index.Traced}) while a {@link
 * dev.lanner.cql.index.Trace} keeps track of which fields still hold what the event brought. What
 * comes out is a {@link dev.lanner.cql.index.Requirement}: necessary, never sufficient. {@link
 * dev.lanner.cql.index.RuleLiterals} picks the part of it that is best looked up, {@link
 * dev.lanner.cql.index.LiteralIndex} looks many of them up in one pass over the bytes of a value.
 *
 * <p>JDK, regexes and values only. Nodes and the compiler import this room, never the reverse;
 * nothing here knows a syntax tree, JSON or Flink.
 */
package dev.lanner.cql.index;
