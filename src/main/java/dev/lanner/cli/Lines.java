package dev.lanner.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * Lines of output: handed on in large pieces, yet within a moment, and no longer than somebody
 * reads them.
 */
final class Lines {
  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int LARGE = 1 << 16;

  private final PrintWriter out;
  private final StringBuilder waiting = new StringBuilder();
  private long flushed = System.nanoTime() - MOMENT;

  Lines(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints a line.
   *
   * @throws BrokenPipeException if nobody reads
   */
  void println(CharSequence line) {
    waiting.append(line).append('\n');
    if (waiting.length() > LARGE || System.nanoTime() - flushed > MOMENT) {
      flush();
    }
  }

  /**
   * Hands on what was printed so far.
   *
   * @throws BrokenPipeException if nobody reads
   */
  void flush() {
    out.print(waiting);
    waiting.setLength(0);
    flushed = System.nanoTime();
    if (out.checkError()) {
      throw new BrokenPipeException();
    }
  }
}
