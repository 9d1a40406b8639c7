package dev.lanner.detect.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts and lists of them on the wire: a length and UTF-8, without the 64 KB limit of {@code
 * writeUTF}. A text may be null. Unpaired surrogates become a question mark.
 */
final class Texts {
  private Texts() {}

  static void write(DataOutput out, String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String read(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void writeAll(DataOutput out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(out, text);
    }
  }

  static List<String> readAll(DataInput in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(read(in));
    }
    return texts;
  }

  static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Copies a text, null or not, or bytes. */
  static void copy(DataInput in, DataOutput out) throws IOException {
    int length = in.readInt();
    out.writeInt(length);
    if (length > 0) {
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      out.write(bytes);
    }
  }

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
