package dev.lanner.job.live;

import dev.lanner.detect.Names;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.events.enrich.GrowingNames;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of hosts and users in a compacted topic: values are lines of {@code aidmaster} or {@code
 * userinfo}, keys are whatever keeps the newest line of each. Read to its end before the first
 * event, then on, once a JVM and job; a record without a value changes nothing, for a name that was
 * told holds for the events of its time.
 *
 * @param job whose names they are, so that jobs end alone
 * @param topic where they come from
 * @param client settings of the consumer
 */
record TopicNames(String job, String topic, Map<String, String> client) implements Names {
  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(TopicNames.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TURN = Duration.ofMillis(200);
  private static final Map<TopicNames, Reader> READERS = new HashMap<>();

  @Override
  public FleetNames open() {
    synchronized (READERS) {
      Reader reader = READERS.get(this);
      if (reader == null) {
        reader = new Reader(this);
        reader.readAll();
        reader.follow();
        READERS.put(this, reader);
      }
      reader.users++;
      return reader.names.names();
    }
  }

  @Override
  public void close() {
    synchronized (READERS) {
      Reader reader = READERS.get(this);
      if (reader != null && --reader.users == 0) {
        READERS.remove(this);
        reader.end();
      }
    }
  }

  /** Without the settings of the client, which may hold secrets. */
  @Override
  public String toString() {
    return topic;
  }

  /** Reads one topic for all who ask. */
  private static final class Reader {
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final GrowingNames names = new GrowingNames();
    private final Thread thread = new Thread(this::run, "lanner-names");
    private int users;
    private volatile boolean ended;

    Reader(TopicNames of) {
      topic = of.topic;
      Map<String, Object> properties = new TreeMap<>(of.client);
      properties.put("isolation.level", "read_committed");
      properties.put("enable.auto.commit", "false");
      properties.put("allow.auto.create.topics", "false");
      consumer =
          new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void readAll() {
      try {
        List<TopicPartition> partitions =
            consumer.partitionsFor(topic, PATIENCE).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream().anyMatch(at -> consumer.position(at, PATIENCE) < ends.get(at))) {
          if (System.nanoTime() > deadline) {
            throw new LiveException("the names topic `" + topic + "` does not answer");
          }
          take();
        }
      } catch (KafkaException e) {
        consumer.close();
        throw new UncheckedIOException(
            new LiveException("the names topic `" + topic + "` cannot be read", e));
      } catch (LiveException e) {
        consumer.close();
        throw new UncheckedIOException(e);
      }
    }

    private void follow() {
      thread.setDaemon(true);
      thread.setContextClassLoader(TopicNames.class.getClassLoader());
      thread.start();
    }

    private void run() {
      try (consumer) {
        while (!ended) {
          try {
            take();
          } catch (WakeupException | InterruptException e) {
            return;
          } catch (KafkaException e) {
            // The names known so far hold; the next turn may get on.
            LOG.warn("the names topic {} cannot be read", topic, e);
            Thread.sleep(TURN.toMillis());
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void take() {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TURN)) {
        if (record.value() != null && !names.add(record.value())) {
          LOG.warn(
              "{}/{} offset {} is no line of names", topic, record.partition(), record.offset());
        }
      }
    }

    private void end() {
      ended = true;
      consumer.wakeup();
    }
  }
}
