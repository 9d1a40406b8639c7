package dev.lanner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with lines, or waits until another holds so many. */
public final class Topic {
  private static final String TIME = "\"timestamp\":\"";
  private static final long DAY = 86_400_000;

  private Topic() {}

  /**
   * Runs it.
   *
   * @param args {@code fill SERVERS TOPIC PARTITIONS}: the lines of standard input, one a record,
   *     in turn to the partitions, then to each an event of a day later, so that all windows end;
   *     or {@code await SERVERS TOPIC COUNT FILE}: writes the first so many committed records, and
   *     what comes in the second after them
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("fill")) {
      fill(args[1], args[2], Integer.parseInt(args[3]));
    } else {
      await(args[1], args[2], Integer.parseInt(args[3]), Path.of(args[4]));
    }
  }

  private static void fill(String servers, String topic, int partitions) throws IOException {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("bootstrap.servers", servers);
    settings.put("compression.type", "zstd");
    settings.put("linger.ms", "100");
    settings.put("batch.size", "524288");
    AtomicReference<Exception> failure = new AtomicReference<>();
    long latest = 0;
    long count = 0;
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        latest = Math.max(latest, time(line));
        send(producer, topic, (int) (count++ % partitions), line, failure);
      }
      String last = "{\"event_simpleName\":\"SensorHeartbeat\"," + TIME + (latest + DAY) + "\"}";
      for (int partition = 0; partition < partitions; partition++) {
        send(producer, topic, partition, last, failure);
      }
    }
    if (failure.get() != null) {
      throw new IOException("a line could not be sent", failure.get());
    }
    System.out.println(count);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells what went wrong
  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      String topic,
      int partition,
      String line,
      AtomicReference<Exception> failure) {
    byte[] value = line.getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(topic, partition, null, value),
        (sent, problem) -> {
          if (problem != null) {
            failure.compareAndSet(null, problem);
          }
        });
  }

  private static long time(String line) {
    int at = line.indexOf(TIME);
    return at < 0 ? 0 : Long.parseLong(line, at + TIME.length(), at + TIME.length() + 13, 10);
  }

  private static void await(String servers, String topic, int count, Path file) throws IOException {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("bootstrap.servers", servers);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    List<String> lines = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all = List.of(new TopicPartition(topic, 0));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (lines.size() < count) {
        take(consumer, Duration.ofMillis(500), lines);
      }
      System.out.println("all are there");
      System.out.flush();
      take(consumer, Duration.ofSeconds(1), lines);
    }
    Files.write(file, lines);
  }

  private static void take(
      KafkaConsumer<byte[], byte[]> consumer, Duration patience, List<String> lines) {
    for (ConsumerRecord<byte[], byte[]> one : consumer.poll(patience)) {
      lines.add(new String(one.value(), StandardCharsets.UTF_8));
    }
  }
}
