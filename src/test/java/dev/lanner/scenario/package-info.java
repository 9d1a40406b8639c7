/**
 * The whole product against the test scenarios: generated telemetry goes in by the command line,
 * and the detections that come out are held against what each scenario asks for.
 */
package dev.lanner.scenario;
