/**
 * What a running job tells over the REST interface of its JobManager: whether it is ready, and what
 * its rules cost. Only reads; knows neither job files nor Kafka, and no class of Flink.
 */
package dev.lanner.job.status;
