/**
 * Finds the files of a Falcon Data Replicator archive ({@link dev.lanner.events.archive.Archive}),
 * tells in which order they begin ({@link dev.lanner.events.archive.ArchiveIndex}) and cuts them
 * into lines ({@link dev.lanner.events.archive.LineReader}).
 *
 * <p>Nothing is left out silently: what is not read is listed, and a damaged file gives all its
 * complete lines and then says where it broke. No Flink here; nothing here knows what an event
 * means but for the time at which a file begins.
 */
package dev.lanner.events.archive;
