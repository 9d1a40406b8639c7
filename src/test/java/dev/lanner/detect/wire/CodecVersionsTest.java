package dev.lanner.detect.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** State of another layout: an older one is read on, a newer one is refused by name. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
class CodecVersionsTest {
  private static int layout = 1;

  /** A value that learned to have a second part with layout 2. */
  record Grown(String text, long since) {}

  /** Its codec. */
  public static final class Wire implements Codec<Grown> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Grown> type() {
      return Grown.class;
    }

    @Override
    public int version() {
      return layout;
    }

    @Override
    public void write(Grown value, DataOutputView out) throws IOException {
      Texts.write(out, value.text);
      if (layout > 1) {
        out.writeLong(value.since);
      }
    }

    @Override
    public Grown read(DataInputView in, int version) throws IOException {
      return new Grown(Texts.read(in), version > 1 ? in.readLong() : -1);
    }
  }

  /** Remembers the last value of a key and gives the one before. */
  private static final class Last extends KeyedProcessFunction<String, Grown, Grown> {
    private static final long serialVersionUID = 1;

    private transient ValueState<Grown> last;

    @Override
    public void open(OpenContext context) {
      last =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("last", CodecType.of(new Wire())));
    }

    @Override
    public void processElement(Grown value, Context context, Collector<Grown> out)
        throws Exception {
      if (last.value() != null) {
        out.collect(last.value());
      }
      last.update(value);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Grown, Grown> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Last()), Grown::text, BasicTypeInfo.STRING_TYPE_INFO);
  }

  private static OperatorSubtaskState written(int by, Grown value) throws Exception {
    layout = by;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(value, 0);
      return harness.snapshot(1, 1);
    }
  }

  @AfterEach
  void back() {
    layout = 1;
  }

  @Test
  void anOlderLayoutIsReadAndWrittenAnew() throws Exception {
    OperatorSubtaskState old = written(1, new Grown("a", 5));
    OperatorSubtaskState migrated;
    layout = 2;
    try (var harness = harness()) {
      harness.initializeState(old);
      harness.open();
      migrated = harness.snapshot(2, 2);
    }
    try (var harness = harness()) {
      harness.initializeState(migrated);
      harness.open();
      harness.processElement(new Grown("a", 6), 0);
      harness.processElement(new Grown("a", 7), 0);
      assertEquals(List.of(new Grown("a", -1), new Grown("a", 6)), harness.extractOutputValues());
    }
  }

  @Test
  void aNewerLayoutIsRefusedByName() throws Exception {
    OperatorSubtaskState newer = written(2, new Grown("a", 5));
    layout = 1;
    try (var harness = harness()) {
      harness.initializeState(newer);
      Exception refused = assertThrows(Exception.class, harness::open);
      Throwable cause = refused;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      assertTrue(cause.getMessage().contains("incompatible"), cause.getMessage());
      assertTrue(
          cause.getMessage().contains("CodecVersionsTest$Wire, layout 1"), cause.getMessage());
      assertTrue(
          cause.getMessage().contains("CodecVersionsTest$Wire, layout 2"), cause.getMessage());
    }
  }
}
