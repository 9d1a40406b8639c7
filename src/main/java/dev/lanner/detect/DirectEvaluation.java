package dev.lanner.detect;

import java.io.Serializable;

/**
 * What is needed to evaluate events where they are read, without looking for duplicates: nothing
 * has to come together by sensor then, and events need not travel.
 *
 * @param names hosts and users
 * @param settings bounds of detections
 */
record DirectEvaluation(Names names, DetectionSettings settings) implements Serializable {}
