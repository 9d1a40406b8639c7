package dev.lanner.detect;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * How many bytes a value takes where state is written: writes it and forgets it. Not thread-safe.
 *
 * @param <T> the type of value
 */
public final class WrittenSize<T> {
  private static final int BEGIN = 512;

  private final TypeSerializer<T> serializer;
  private final DataOutputSerializer scratch = new DataOutputSerializer(BEGIN);

  /** The sizes of what {@code serializer} writes. */
  public WrittenSize(TypeSerializer<T> serializer) {
    this.serializer = serializer;
  }

  /** How many bytes {@code value} takes. */
  public int of(T value) {
    scratch.clear();
    try {
      serializer.serialize(value, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return scratch.length();
  }
}
