package dev.lanner.detect.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes and reads splits for checkpoints: one, or all that wait. */
final class FileSplits {
  private static final int VERSION = 1;

  private FileSplits() {}

  static final class One implements SimpleVersionedSerializer<FileSplit> {
    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(FileSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(128);
      write(split, out);
      return out.getCopyOfBuffer();
    }

    @Override
    public FileSplit deserialize(int version, byte[] bytes) throws IOException {
      return read(new DataInputDeserializer(bytes));
    }
  }

  static final class Many implements SimpleVersionedSerializer<List<FileSplit>> {
    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(List<FileSplit> splits) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(128 * (splits.size() + 1));
      out.writeInt(splits.size());
      for (FileSplit split : splits) {
        write(split, out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public List<FileSplit> deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      int size = in.readInt();
      List<FileSplit> splits = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        splits.add(read(in));
      }
      return splits;
    }
  }

  private static void write(FileSplit split, DataOutputSerializer out) throws IOException {
    out.writeInt(split.index());
    text(split.name(), out);
    text(split.path(), out);
    out.writeLong(split.bytes());
    out.writeLong(split.firstMillis());
    out.writeLong(split.nextFirstMillis());
    out.writeLong(split.linesRead());
    out.writeLong(split.largestMillis());
    out.writeLong(split.disorderMillis());
  }

  private static FileSplit read(DataInputDeserializer in) throws IOException {
    return new FileSplit(
        in.readInt(),
        text(in),
        text(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  private static void text(String text, DataOutputSerializer out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputDeserializer in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
