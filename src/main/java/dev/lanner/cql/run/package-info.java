/**
 * The executable nodes' few shapes: {@link dev.lanner.cql.run.Filter}, {@link
 * dev.lanner.cql.run.Scalar}, {@link dev.lanner.cql.run.Transform}, {@link
 * dev.lanner.cql.run.Aggregate} with its {@link dev.lanner.cql.run.Accumulator}, and {@link
 * dev.lanner.cql.run.Output} between them.
 *
 * <p>Rules for every node: no Flink; it reads an event only through {@link
 * dev.lanner.cql.event.Row}; it never throws because of what an event holds; it may keep scratch
 * space, so that one thread runs it; its result depends on its input only. A consumer that keeps a
 * row copies it.
 */
package dev.lanner.cql.run;
