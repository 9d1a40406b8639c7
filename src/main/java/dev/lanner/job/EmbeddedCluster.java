package dev.lanner.job;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * Settings of the cluster that Flink starts inside our JVM: no larger than one job needs. A cluster
 * that a job is submitted to has its own and does not look at these.
 */
final class EmbeddedCluster {
  /** Buffers are 32 KiB: 2 MiB to sort in for each output of a task that is not chained. */
  private static final int SORT_BUFFERS = 64;

  private EmbeddedCluster() {}

  /** The settings for a job of that parallelism. */
  static Map<String, String> settings(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(
        NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_BUFFERS, SORT_BUFFERS);
    MemorySize network = MemorySize.ofMebiBytes(32L + 16L * parallelism);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    configuration.set(
        TaskManagerOptions.NETWORK_BATCH_SHUFFLE_READ_MEMORY,
        MemorySize.ofMebiBytes(Math.min(64, 8L * Math.max(2, parallelism))));
    configuration.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64L * parallelism));
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    return new TreeMap<>(configuration.toMap());
  }
}
