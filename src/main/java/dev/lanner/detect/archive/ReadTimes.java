package dev.lanner.detect.archive;

import java.io.Serializable;

/**
 * Whether readers look at the times of lines, and how.
 *
 * @param wanted whether time has to move on while lines are read; if not, records have no time, no
 *     watermark comes before the last, and disorder is not measured
 * @param disorderMillis the bound on disorder
 * @param limitMillis event times beyond this one move no watermark and are no disorder
 */
public record ReadTimes(boolean wanted, long disorderMillis, long limitMillis)
    implements Serializable {}
