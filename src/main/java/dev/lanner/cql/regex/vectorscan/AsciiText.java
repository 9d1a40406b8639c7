package dev.lanner.cql.regex.vectorscan;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/** A text where the library can read it. */
final class AsciiText {
  private static final ThreadLocal<AsciiText> OF_THIS_THREAD =
      ThreadLocal.withInitial(AsciiText::new);

  private byte[] bytes;
  private ByteBuffer direct;
  private BytePointer pointer;

  private AsciiText() {
    reserve(4096);
  }

  static AsciiText ofThisThread() {
    return OF_THIS_THREAD.get();
  }

  private void reserve(int length) {
    bytes = new byte[length];
    direct = ByteBuffer.allocateDirect(length);
    pointer = new BytePointer(direct);
  }

  /** Takes in a text; false if it is empty or not ASCII. */
  boolean set(String text) {
    int length = text.length();
    if (length > bytes.length) {
      reserve((int) Math.min(Integer.MAX_VALUE - 8, 2L * length));
    }
    int all = 0;
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      all |= character;
      bytes[i] = (byte) character;
    }
    direct.put(0, bytes, 0, length);
    return length > 0 && all < 128;
  }

  /** Where the text begins. */
  BytePointer pointer() {
    return pointer;
  }
}
