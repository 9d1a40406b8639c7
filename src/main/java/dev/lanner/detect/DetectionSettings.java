package dev.lanner.detect;

import java.io.Serializable;

/**
 * Settings that several operators share.
 *
 * @param confirmHoldMillis how long after its own time a candidate may still be confirmed
 * @param parkMillis how long a record waits for a rule set that its operator does not know yet
 * @param names when events are given names
 */
public record DetectionSettings(long confirmHoldMillis, long parkMillis, NameTiming names)
    implements Serializable {}
