/**
 * Jobs: how the stations of an event are put together, and what a run needs around them.
 *
 * <p>There is one graph ({@link dev.lanner.job.Pipeline}) for bounded and unbounded input; the
 * runtime mode comes from the configuration and is never fixed here. {@link dev.lanner.job.Replay}
 * runs it over an archive and turns the parts it writes into files. No logic of detection is in
 * this room.
 */
package dev.lanner.job;
