package dev.lanner.sink;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * Writes lines as they come into parts: one file a writer and checkpoint, whole when the checkpoint
 * is.
 *
 * <p>A line that is written again after a restart is written twice; {@link Parts} drops repeats. So
 * the files that come out are exact, with nothing to commit.
 */
public final class PartSink implements Sink<OutputLine> {
  private static final long serialVersionUID = 1;

  private final String folder;

  /** Writes parts into a folder, which is made when the first line comes. */
  public PartSink(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public SinkWriter<OutputLine> createWriter(WriterInitContext context) {
    String name =
        String.format(
            Locale.ROOT, "%d-%s", context.getTaskInfo().getIndexOfThisSubtask(), UUID.randomUUID());
    return new Writer(Path.of(folder), name);
  }

  private static final class Writer implements SinkWriter<OutputLine> {
    private final Path folder;
    private final String name;
    private final OutputLine.Wire wire = new OutputLine.Wire();
    private int parts;
    private DataOutputViewStreamWrapper out;

    Writer(Path folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    @Override
    public void write(OutputLine line, Context context) throws IOException {
      if (out == null) {
        Files.createDirectories(folder);
        Path part = folder.resolve(name + "-" + parts++ + Parts.SUFFIX);
        out =
            new DataOutputViewStreamWrapper(
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part))));
      }
      wire.write(line, out);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      close();
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        out.close();
        out = null;
      }
    }
  }
}
