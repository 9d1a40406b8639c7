/**
 * The continuous job: events from Kafka, detections to Kafka, rules that change while it runs.
 *
 * <p>{@link dev.lanner.job.live.LiveFile} reads a job file and refuses settings that would lose or
 * double detections; {@link dev.lanner.job.live.Detect} puts sources and sinks around the same
 * {@link dev.lanner.job.Pipeline} that a replay runs. Rules come from folders or a topic ({@code
 * RuleStore}), are checked as a whole where they are read ({@code RulesReader}) and travel as
 * complete sets. No operator that evaluates anything is in this room.
 */
package dev.lanner.job.live;
