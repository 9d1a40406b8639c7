package dev.lanner.detect;

import java.io.Serializable;

/**
 * Which times count.
 *
 * @param fromMillis events before this time are read and counted, and no rule sees them; {@link
 *     Long#MIN_VALUE} for all
 * @param limitMillis events after this time enter no window (DESIGN section 4, Time); {@link
 *     Long#MAX_VALUE} for no limit
 */
public record MatchSettings(long fromMillis, long limitMillis) implements Serializable {}
