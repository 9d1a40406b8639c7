package dev.lanner.job.live;

import dev.lanner.coverage.LiveProgress;
import dev.lanner.detect.archive.LineTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From when on a topic holds all events, for a job that begins at its start or at a time in it.
 *
 * <p>An event is in the cloud before it is in a topic. What brokers have deleted of a partition
 * lies no further than the bound of disorder beyond the first event that is left; so does what was
 * never there, if nothing in the topic is older than the time asked for.
 */
final class InputBegin {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LiveSettings settings;

  InputBegin(LiveSettings settings) {
    this.settings = settings;
  }

  /**
   * The time, epoch milliseconds; {@link LiveProgress#NEVER} if it is the time when the job begins.
   *
   * @param readFrom where the job begins to read, if it does so at a time
   * @throws LiveException if the brokers do not say
   */
  long millis(long readFrom) throws LiveException {
    LiveSettings.Start start = settings.input().start();
    if (start == LiveSettings.Start.LATEST || start == LiveSettings.Start.COMMITTED) {
      return LiveProgress.NEVER;
    }
    Map<String, Object> client = settings.kafka().forClient();
    client.put("isolation.level", "read_committed");
    client.put("enable.auto.commit", "false");
    client.put("auto.offset.reset", "none");
    client.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return start == LiveSettings.Start.TIME ? since(consumer, readFrom) : since(consumer);
    } catch (KafkaException e) {
      throw new LiveException(
          settings.place("kafka.servers")
              + ": the brokers do not say where `"
              + settings.input().topic()
              + "` begins: "
              + e.getMessage(),
          e);
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    String topic = settings.input().topic();
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** All of the topic is read. */
  private long since(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    return since(consumer, partitions, consumer.beginningOffsets(partitions), Long.MIN_VALUE);
  }

  /** It is read from a time on. */
  private long since(KafkaConsumer<byte[], byte[]> consumer, long readFrom) {
    List<TopicPartition> partitions = partitions(consumer);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, readFrom)));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(times).entrySet()) {
      starts.put(
          found.getKey(),
          found.getValue() == null ? ends.get(found.getKey()) : found.getValue().offset());
    }
    return since(consumer, partitions, starts, readFrom);
  }

  private long since(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> starts,
      long readFrom) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long now = System.currentTimeMillis();
    long disorder = settings.input().disorder().toMillis();
    long begin = readFrom;
    long first = now;
    boolean isOlder = false;
    for (TopicPartition partition : partitions) {
      long start = starts.get(partition);
      boolean isCut = start == beginnings.get(partition) && start > 0;
      isOlder |= start > beginnings.get(partition);
      long time = start < ends.get(partition) ? timeAt(consumer, partition, start, now) : now;
      first = Math.min(first, time);
      if (isCut) {
        begin = Math.max(begin, time + disorder);
      }
    }
    return isOlder ? begin : Math.max(begin, first + disorder);
  }

  /** The event time of a record, else its own. */
  private static long timeAt(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset, long now) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      consumer.poll(Duration.ofMillis(200)).records(partition).forEach(records::add);
      if (!records.isEmpty()) {
        ConsumerRecord<byte[], byte[]> record = records.get(0);
        byte[] value = record.value();
        long time = value == null ? LineTime.NONE : new LineTime().of(value, 0, value.length);
        return time == LineTime.NONE ? record.timestamp() : Math.min(now, time);
      }
    }
    // Only marks of transactions, or nobody who answers: then from now on.
    return now;
  }
}
