/**
 * From the bytes of one Falcon Data Replicator line to an event: {@link
 * dev.lanner.events.decode.FdrDecoder} reads a line against the names that queries use and gives a
 * {@link dev.lanner.events.decode.FdrEvent}, or a {@link dev.lanner.events.decode.DecodeFailure}
 * with the cause.
 *
 * <p>How JSON is read is a secret of this package: no type of a JSON library appears in a public
 * signature, so that the reading can change without touching a caller. No Flink, no files.
 */
package dev.lanner.events.decode;
