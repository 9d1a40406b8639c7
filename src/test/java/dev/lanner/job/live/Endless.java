package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The same telemetry over and over, each time with the times of the moment: other events then, as
 * the time is part of what they are known by.
 */
final class Endless {
  private static final String ARRIVAL = "\"timestamp\":\"";
  private static final String SENSOR = "\"ContextTimeStamp\":\"";

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final List<Line> lines;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private int next;

  /** A line, and where its times are; -1 for one it has not. */
  private record Line(byte[] bytes, int arrival, int sensor) {
    static Line of(String text) {
      byte[] bytes = text.getBytes(UTF_8);
      // Places are those of bytes if all before them are ASCII, as made-up names are.
      return new Line(bytes, after(text, ARRIVAL), after(text, SENSOR));
    }

    private static int after(String text, String name) {
      int at = text.indexOf(name);
      return at < 0 ? -1 : text.substring(0, at).getBytes(UTF_8).length + name.length();
    }

    byte[] at(long millis) {
      byte[] digits = Long.toString(millis).getBytes(US_ASCII);
      if (arrival >= 0) {
        System.arraycopy(digits, 0, bytes, arrival, 13);
      }
      if (sensor >= 0) {
        System.arraycopy(digits, 0, bytes, sensor, 10);
      }
      return bytes;
    }
  }

  Endless(KafkaProducer<byte[], byte[]> producer, String topic, Stream stream) {
    this.producer = producer;
    this.topic = topic;
    this.lines = stream.lines().stream().map(Line::of).toList();
  }

  int size() {
    return lines.size();
  }

  /** Sends the next {@code count} lines as events of {@code millis}. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells what went wrong
  void send(long count, long millis) throws Exception {
    for (long i = 0; i < count; i++) {
      int partition = next % LiveJob.PARTITIONS;
      producer.send(
          new ProducerRecord<>(topic, partition, null, lines.get(next).at(millis)),
          (sent, problem) -> {
            if (problem != null) {
              failure.compareAndSet(null, problem);
            }
          });
      next = (next + 1) % lines.size();
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
