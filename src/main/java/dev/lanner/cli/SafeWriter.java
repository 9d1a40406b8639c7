package dev.lanner.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * The last door before a terminal: whatever a message quotes (a file name, a rule from elsewhere, a
 * value), only line ends and tabs of all control characters get through ({@link Printable}).
 */
final class SafeWriter extends FilterWriter {
  SafeWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    write(new char[] {(char) c}, 0, 1);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    write(text.toCharArray(), from, length);
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    int written = from;
    int end = from + length;
    for (int i = from; i < end; i++) {
      if (!passes(text, i, end)) {
        out.write(text, written, i - written);
        StringBuilder shown = new StringBuilder();
        Printable.append(text[i], shown);
        out.write(shown.toString());
        written = i + 1;
      }
    }
    out.write(text, written, end - written);
  }

  private static boolean passes(char[] text, int at, int end) {
    char c = text[at];
    boolean lineEnd = c == '\n' || c == '\r' && at + 1 < end && text[at + 1] == '\n';
    // Halves of a pair may come in two calls; alone they are no danger.
    return lineEnd || c == '\t' || Character.isSurrogate(c) || Printable.is(c);
  }
}
