package dev.lanner.job.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.sink.OutputLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes records of lines. The value is the line; a detection's key is its id, so that whoever reads
 * without transactions can drop repeats, and its headers say rule, version and tenant, so that it
 * can be routed unread. The key of any other line is the line's own.
 */
final class KafkaRecord implements KafkaRecordSerializationSchema<OutputLine> {
  private static final long serialVersionUID = 1;

  private static final List<String> HEADERS = List.of("/rule/id", "/rule/version", "/cid");
  private static final List<String> HEADER_NAMES = List.of("rule", "version", "cid");

  private final String topic;
  private final boolean isDetection;

  private KafkaRecord(String topic, boolean isDetection) {
    this.topic = topic;
    this.isDetection = isDetection;
  }

  static KafkaRecord ofDetection(String topic) {
    return new KafkaRecord(topic, true);
  }

  static KafkaRecord ofLine(String topic) {
    return new KafkaRecord(topic, false);
  }

  private static final class Json {
    static final ObjectMapper READER = new ObjectMapper();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutputLine line, KafkaSinkContext context, Long timestamp) {
    String key = line.key();
    Headers headers = new RecordHeaders();
    if (isDetection) {
      JsonNode detection = read(line.text());
      key = detection.path("id").asText();
      for (int i = 0; i < HEADERS.size(); i++) {
        headers.add(HEADER_NAMES.get(i), bytes(detection.at(HEADERS.get(i)).asText()));
      }
    }
    return new ProducerRecord<>(topic, null, null, bytes(key), bytes(line.text()), headers);
  }

  private static JsonNode read(String text) {
    try {
      return Json.READER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of ours is JSON", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
