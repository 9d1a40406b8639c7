/**
 * The front page of the language: CQL, the query language of LogScale and Falcon NG-SIEM, as a
 * library.
 *
 * <p>Goals, in this order: the rows LogScale gives; every problem named at once with its place;
 * fast evaluation of many queries over one event; small and readable nodes.
 *
 * <p>The stages, in order:
 *
 * <ol>
 *   <li>{@link dev.lanner.cql.syntax}: text to tree, both dialects, all problems with their spans;
 *       tree to canonical text.
 *   <li>{@link dev.lanner.cql.analysis}: names, arguments, and what may stand where; all problems.
 *   <li>{@link dev.lanner.cql.compile}: tree to a plan in three parts (per event, aggregate, rows)
 *       and to executable nodes.
 *   <li>{@link dev.lanner.cql.function}: the functions, one file each.
 *   <li>{@link dev.lanner.cql.event}: the one interface through which nodes read an event.
 *   <li>{@link dev.lanner.cql.value}: how values compare, coerce, sort and print.
 * </ol>
 *
 * <p>What may not enter: Flink, Jackson, files, clocks. A query runs here over events that someone
 * else brings.
 */
package dev.lanner.cql;
