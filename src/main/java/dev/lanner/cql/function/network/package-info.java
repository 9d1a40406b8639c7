/**
 * Functions on addresses. One file a function; {@link
 * dev.lanner.cql.function.network.NetworkFunctions} lists them.
 */
package dev.lanner.cql.function.network;
