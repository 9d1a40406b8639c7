/**
 * Aggregates: functions that consume rows and yield others. One file a function; {@link
 * dev.lanner.cql.function.aggregate.AggregateFunctions} lists them.
 *
 * <p>What they are made of: {@code ValueState} for aggregates with one value, {@code KeptRows} for
 * those that keep whole rows in an order, {@code Groups} for those with a state a group, {@code
 * Combined} for several side by side. States merge in any order with the same result: sums are
 * exact ({@code ExactSum}), distinct values are counted by fingerprints ({@code DistinctValues}),
 * and whatever depends on order goes by {@code Place}, not by arrival.
 */
package dev.lanner.cql.function.aggregate;
