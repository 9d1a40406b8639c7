package dev.lanner.cql.run;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How accumulators write texts and rows. Any text goes through unchanged and of any length, unlike
 * {@link DataOutput#writeUTF}, which stops at 65,535 bytes.
 */
public final class Wire {
  private Wire() {}

  /** Writes a text, or null. */
  public static void writeText(String text, DataOutput out) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(text.length());
    byte[] bytes = new byte[text.length() * 3];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | c >> 6);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      } else {
        bytes[size++] = (byte) (0xE0 | c >> 12);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      }
    }
    out.writeInt(size);
    out.write(bytes, 0, size);
  }

  /** Reads what {@link #writeText} wrote. */
  public static String readText(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    char[] chars = new char[length];
    int at = 0;
    for (int i = 0; i < length; i++) {
      int first = bytes[at++];
      if (first >= 0) {
        chars[i] = (char) first;
      } else if ((first & 0xE0) == 0xC0) {
        chars[i] = (char) ((first & 0x1F) << 6 | bytes[at++] & 0x3F);
      } else {
        chars[i] = (char) ((first & 0x0F) << 12 | (bytes[at++] & 0x3F) << 6 | bytes[at++] & 0x3F);
      }
    }
    return new String(chars);
  }

  /** Writes texts, null among them allowed. */
  public static void writeTexts(String[] texts, DataOutput out) throws IOException {
    out.writeInt(texts.length);
    for (String text : texts) {
      writeText(text, out);
    }
  }

  /** Reads what {@link #writeTexts} wrote. */
  public static String[] readTexts(DataInput in) throws IOException {
    String[] texts = new String[in.readInt()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = readText(in);
    }
    return texts;
  }

  /** Writes the fields a row has now. */
  public static void writeRow(Row row, DataOutput out) throws IOException {
    List<String> parts = new ArrayList<>();
    row.forEach(
        (name, text) -> {
          parts.add(name);
          parts.add(text);
        });
    writeTexts(parts.toArray(String[]::new), out);
  }

  /** Reads what {@link #writeRow} wrote, as a row with no event underneath. */
  public static Row readRow(FieldTable fields, DataInput in) throws IOException {
    String[] parts = readTexts(in);
    Row row = new Row(fields).reset(null);
    for (int i = 0; i < parts.length; i += 2) {
      row.set(parts[i], parts[i + 1]);
    }
    return row;
  }
}
