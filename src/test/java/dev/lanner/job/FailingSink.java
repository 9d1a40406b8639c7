package dev.lanner.job;

import dev.lanner.sink.OutputLine;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A slow sink that fails once: some lines after its first checkpoint, at the end at the latest. */
@SuppressWarnings("try") // writers may be interrupted while they close, by contract
final class FailingSink implements Sink<OutputLine> {
  private static final long serialVersionUID = 1;
  private static final AtomicBoolean CHECKPOINTED = new AtomicBoolean();
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private final Sink<OutputLine> sink;

  FailingSink(Sink<OutputLine> sink) {
    this.sink = sink;
  }

  static void reset() {
    CHECKPOINTED.set(false);
    FAILED.set(false);
  }

  static boolean failed() {
    return FAILED.get();
  }

  @Override
  public SinkWriter<OutputLine> createWriter(WriterInitContext context) throws IOException {
    SinkWriter<OutputLine> writer = sink.createWriter(context);
    return new SinkWriter<>() {
      private int afterCheckpoint;

      @Override
      public void write(OutputLine line, Context writing) throws IOException, InterruptedException {
        writer.write(line, writing);
        if (!FAILED.get()) {
          Thread.sleep(5);
        }
        if (CHECKPOINTED.get() && ++afterCheckpoint == 20 && FAILED.compareAndSet(false, true)) {
          throw new IOException("on purpose");
        }
      }

      @Override
      public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (endOfInput && FAILED.compareAndSet(false, true)) {
          throw new IOException("on purpose");
        }
        writer.flush(endOfInput);
        CHECKPOINTED.set(true);
      }

      @Override
      public void close() throws Exception {
        writer.close();
      }
    };
  }
}
