package dev.lanner.detect.wire;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes and reads one type of value, for the network and for state.
 *
 * <p>A class with a public constructor without arguments and without fields: a snapshot of state
 * names it, and it is made anew on restore. A change of layout raises {@link #version} and keeps
 * reading the older ones.
 *
 * @param <T> the type of value
 */
public interface Codec<T> extends Serializable {
  /** The type of value. */
  Class<T> type();

  /** The layout that {@link #write} writes, from 1. */
  default int version() {
    return 1;
  }

  /** Writes a value. */
  void write(T value, DataOutputView out) throws IOException;

  /** Reads a value written with the layout {@code version}. */
  T read(DataInputView in, int version) throws IOException;

  /** Copies a value written with the layout {@code version}; it may come out in the newest. */
  default void copy(DataInputView in, int version, DataOutputView out) throws IOException {
    write(read(in, version), out);
  }

  /** A value independent of {@code value}: itself, unless values of this type change. */
  default T copy(T value) {
    return value;
  }
}
