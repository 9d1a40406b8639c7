package dev.lanner.ruletest;

import java.util.List;
import java.util.Map;

/**
 * A row that would fire, on its way through confirm and throttle.
 *
 * @param timeMillis the event's time, or the end of the window
 * @param arrivalMillis when what it is made of was complete
 * @param sensorMillis when it happened on the host
 * @param origin the event's identity, or the window and its group: with the ordinal, unique
 * @param ordinal place among the rows of the same origin
 * @param row its fields
 * @param throttleKey what shares one throttle
 * @param needs for each confirm clause of the rule the key of its evidence, or null if it needs
 *     none
 */
record Candidate(
    long timeMillis,
    long arrivalMillis,
    long sensorMillis,
    String origin,
    int ordinal,
    Map<String, String> row,
    List<String> throttleKey,
    List<List<String>> needs) {}
