package dev.lanner.job.live;

import dev.lanner.detect.wire.RawLine;
import dev.lanner.detect.wire.Types;
import dev.lanner.events.decode.Words;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Cuts the value of a record into lines: usually one, a producer may put several into a record. A
 * line's place is topic and partition, its number in the record, and the record's offset.
 */
final class KafkaLines implements KafkaRecordDeserializationSchema<RawLine> {
  private static final long serialVersionUID = 1;

  private transient String file;
  private transient int partition;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawLine> out) {
    if (file == null || partition != record.partition()) {
      partition = record.partition();
      file = record.topic() + "/" + partition;
    }
    byte[] value = record.value();
    if (value == null) {
      out.collect(RawLine.bad(file, 1, record.offset(), "the record has no value"));
      return;
    }
    long line = 0;
    int from = 0;
    while (from < value.length || line == 0) {
      int found = Words.indexOf((byte) '\n', value, from, value.length);
      int end = found < 0 ? value.length : found;
      line++;
      int length = end > from && value[end - 1] == '\r' ? end - from - 1 : end - from;
      out.collect(RawLine.line(value, from, length, file, line, record.offset()));
      from = end + 1;
    }
  }

  @Override
  public TypeInformation<RawLine> getProducedType() {
    return Types.RAW_LINE;
  }
}
