package dev.lanner.detect.bounded;

import dev.lanner.detect.wire.CodecType;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Puts a screen into a graph. */
public final class Screens {
  private Screens() {}

  /**
   * The stream behind a screen; the stream itself where the job is no batch.
   *
   * @param name the operator's name and id
   */
  public static <T> DataStream<T> of(
      DataStream<T> stream, Screening<T> screening, CodecType<T> type, String name) {
    if (!isBatch(stream)) {
      return stream;
    }
    return stream
        .partitionCustom(new ByHash(), new KeyOf<>(screening))
        .transform(name, type, new ScreenOperator<>(screening, type.serializer()))
        .uid(name)
        .name(name);
  }

  /** Whether a stream's job is a batch: keyed operators get the records of a key sorted by time. */
  public static boolean isBatch(DataStream<?> stream) {
    return stream.getExecutionEnvironment().getConfiguration().get(ExecutionOptions.RUNTIME_MODE)
        == RuntimeExecutionMode.BATCH;
  }

  private static final class ByHash implements Partitioner<Long> {
    private static final long serialVersionUID = 1;

    @Override
    public int partition(Long key, int partitions) {
      return (int) Long.remainderUnsigned(key, partitions);
    }
  }

  private static final class KeyOf<T> implements KeySelector<T, Long> {
    private static final long serialVersionUID = 1;

    private final Screening<T> screening;

    KeyOf(Screening<T> screening) {
      this.screening = screening;
    }

    @Override
    public Long getKey(T value) {
      return screening.key(value);
    }
  }
}
