package dev.lanner.job;

import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * Settings of the cluster that Flink starts inside our JVM: no larger than one job needs. A cluster
 * that a job is submitted to has its own and is not given these.
 */
final class EmbeddedCluster {
  /** Buffers are 32 KiB: 2 MiB to sort in for each output of a task that is not chained. */
  private static final int SORT_BUFFERS = 64;

  /** When all tasks run at once, the buffers between them grow with the square of parallelism. */
  private static final int MOST_AT_ONCE = 16;

  private EmbeddedCluster() {}

  /** The settings for a job of that parallelism. */
  static Configuration settings(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(
        NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_BUFFERS, SORT_BUFFERS);
    MemorySize network =
        MemorySize.ofMebiBytes(
            32L + 16L * parallelism + (long) Math.min(parallelism, MOST_AT_ONCE) * parallelism);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    configuration.set(
        TaskManagerOptions.NETWORK_BATCH_SHUFFLE_READ_MEMORY,
        MemorySize.ofMebiBytes(Math.min(64, 8L * Math.max(2, parallelism))));
    configuration.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(96L * parallelism));
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    if (parallelism <= MOST_AT_ONCE) {
      // One process lives and dies as a whole: nothing is gained by writing down what passes
      // between tasks, so that a part could be run again.
      configuration.set(
          ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
      configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    }
    return configuration;
  }
}
