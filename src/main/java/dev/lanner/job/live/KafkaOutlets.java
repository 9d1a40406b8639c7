package dev.lanner.job.live;

import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.RulesApplied;
import dev.lanner.job.Outlets;
import dev.lanner.sink.OutputLine;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** The topics results go to. The account stays in the job: it is told as metrics. */
record KafkaOutlets(LiveSettings settings, LedgerOperator.Settings ledger) implements Outlets {
  private static final String LEDGER = "coverage";
  private static final String TO_LEDGER = "for-coverage-";

  @Override
  public Optional<Sink<OutputLine>> of(Kind kind) {
    LiveSettings.Output output = settings.output();
    return switch (kind) {
      case DETECTIONS -> Optional.of(sink(KafkaRecord.ofDetection(output.detections()), kind));
      case DEAD_LETTERS -> Optional.of(sink(KafkaRecord.ofLine(output.deadLetters()), kind));
      case LATE -> Optional.of(sink(KafkaRecord.ofLine(output.late()), kind));
      case CUT_FILES, ACCOUNT -> Optional.empty();
    };
  }

  /** With each checkpoint a transaction ends and another begins: brokers have to answer. */
  @Override
  public boolean pause() {
    return true;
  }

  @Override
  public void watch(
      DataStream<RulesApplied> applied,
      DataStream<LateEvent> late,
      DataStream<LateEvent> givenUp,
      DataStream<Detection> end) {
    DataStream<LedgerInput> onlyTime =
        end.flatMap((Detection one, Collector<LedgerInput> out) -> {}, LedgerInput.TYPE)
            .uid(TO_LEDGER + "time")
            .name(TO_LEDGER + "time");
    forLedger(applied, LedgerInput::of, "rules")
        .union(
            forLedger(late, LedgerInput::late, "late"),
            forLedger(givenUp, LedgerInput::givenUp, "given-up"),
            onlyTime)
        .transform(LEDGER, LedgerInput.TYPE, new LedgerOperator(ledger))
        .uid(LEDGER)
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  private static <T> DataStream<LedgerInput> forLedger(
      DataStream<T> stream, MapFunction<T, LedgerInput> input, String name) {
    return stream.map(input, LedgerInput.TYPE).uid(TO_LEDGER + name).name(TO_LEDGER + name);
  }

  private Sink<OutputLine> sink(KafkaRecord records, Kind kind) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    KafkaSinkBuilder<OutputLine> builder = builder(records);
    if (settings.output().exactlyOnce()) {
      return builder
          .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .setTransactionalIdPrefix(settings.name() + "-" + name)
          .setProperty(
              "transaction.timeout.ms",
              Long.toString(settings.output().transactionTimeout().toMillis()))
          .build();
    }
    return builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
  }

  /** The audit is told at once, not with the next checkpoint; its keys tell repeats. */
  Sink<OutputLine> audit() {
    return builder(KafkaRecord.ofLine(settings.output().audit()))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  private KafkaSinkBuilder<OutputLine> builder(KafkaRecord records) {
    Properties properties = new Properties();
    settings.kafka().properties().forEach(properties::setProperty);
    return KafkaSink.<OutputLine>builder()
        .setBootstrapServers(settings.kafka().servers())
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(records);
  }
}
