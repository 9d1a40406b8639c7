/**
 * Files of an archive as a Flink source: {@link dev.lanner.detect.archive.ArchiveSource} hands out
 * files one by one, each reader cuts its file into lines and keeps its exact place in checkpoints.
 *
 * <p>The same source serves both runtime modes. As a stream the files come in the order of their
 * first event and a reader says how far time has come; as a batch nobody asks. How files are found
 * and cut into lines is the business of {@link dev.lanner.events.archive}.
 */
package dev.lanner.detect.archive;
