/**
 * The library Vectorscan, where it loads: {@link dev.lanner.cql.regex.vectorscan.Vectorscan}
 * compiles a pattern, {@link dev.lanner.cql.regex.vectorscan.Database} searches ASCII texts for it.
 *
 * <p>The only room that imports its binding. Nothing here is touched unless the option is on, so
 * that neither a start nor a search pays for it. What a pattern means in CQL is not known here.
 */
package dev.lanner.cql.regex.vectorscan;
