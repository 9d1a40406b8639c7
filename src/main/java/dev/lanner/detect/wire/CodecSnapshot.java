package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint remembers of a codec: its class and the version of its layout. An older layout
 * is read and written anew; a newer one, or another class, is refused.
 *
 * @param <T> the type of value
 */
public final class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
  private Codec<T> codec;
  private int version;

  /** For Flink, which reads the rest from the savepoint. */
  public CodecSnapshot() {}

  CodecSnapshot(Codec<T> codec, int version) {
    this.codec = codec;
    this.version = version;
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(codec.getClass().getName());
    out.writeInt(version);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classes)
      throws IOException {
    String name = in.readUTF();
    version = in.readInt();
    try {
      codec =
          (Codec<T>)
              Class.forName(name, true, classes)
                  .asSubclass(Codec.class)
                  .getConstructor()
                  .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IOException("state was written by codec " + name + ", which is not here", e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codec, version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof CodecSnapshot<T> before)
        || before.codec.getClass() != codec.getClass()
        || before.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return before.version == version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
