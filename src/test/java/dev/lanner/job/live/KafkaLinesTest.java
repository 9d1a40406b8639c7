package dev.lanner.job.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.wire.RawLine;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** How the value of a record becomes lines, and where each is said to stand. */
class KafkaLinesTest {
  private final KafkaLines lines = new KafkaLines();

  private List<String> of(String value) {
    List<String> out = new ArrayList<>();
    lines.deserialize(
        new ConsumerRecord<>("events", 3, 42, null, value == null ? null : value.getBytes(UTF_8)),
        new Collector<>() {
          @Override
          public void collect(RawLine line) {
            String text = new String(line.bytes, line.from, line.length, UTF_8);
            String place = line.file + ":" + line.offset + ":" + line.line;
            out.add(place + " " + (line.problem == null ? text : line.problem));
          }

          @Override
          public void close() {}
        });
    return out;
  }

  @Test
  void oneLineARecord() {
    assertEquals(List.of("events/3:42:1 {}"), of("{}"));
  }

  @Test
  void severalLinesARecord() {
    assertEquals(
        List.of("events/3:42:1 {}", "events/3:42:2 {\"a\":1}", "events/3:42:3 x"),
        of("{}\n{\"a\":1}\r\nx\n"));
  }

  @Test
  void nothingIsSilentlyLeftOut() {
    assertEquals(List.of("events/3:42:1 the record has no value"), of(null));
    assertEquals(List.of("events/3:42:1 "), of(""));
    assertEquals(List.of("events/3:42:1 ", "events/3:42:2 {}"), of("\n{}"));
  }
}
