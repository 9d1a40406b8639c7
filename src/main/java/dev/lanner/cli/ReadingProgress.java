package dev.lanner.cli;

import dev.lanner.detect.archive.ReadProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a replay has read while it runs: a bar on a terminal (bytes of the input, time
 * left, events a second), a line now and then elsewhere. Says nothing about a run that is over
 * before there is anything to say.
 */
final class ReadingProgress {
  private static final Duration BAR_STEP = Duration.ofMillis(250);
  private static final Duration LINE_STEP = Duration.ofSeconds(10);
  private static final long MIB = 1L << 20;

  private final ReadProgress progress;
  private final long totalBytes;
  private final PrintStream out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private final Thread thread;

  ReadingProgress(ReadProgress progress, long totalBytes, PrintStream out, boolean terminal) {
    this.progress = progress;
    this.totalBytes = totalBytes;
    this.out = out;
    this.terminal = terminal;
    this.thread = new Thread(terminal ? this::bar : this::lines, "progress");
    thread.setDaemon(true);
    thread.start();
  }

  private void bar() {
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("replay")
            .setInitialMax(totalBytes)
            .setUnit(" MiB", MIB)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .build()) {
      while (sleep(BAR_STEP)) {
        show(bar);
      }
      show(bar);
    }
  }

  private void show(ProgressBar bar) {
    bar.stepTo(Math.min(progress.bytes(), totalBytes));
    bar.setExtraMessage(String.format(Locale.ROOT, " %,d events/s", eventsPerSecond()));
  }

  private void lines() {
    while (sleep(LINE_STEP)) {
      out.printf(
          Locale.ROOT,
          "read %,d of %,d MiB, %,d events, %,d events/s%n",
          progress.bytes() / MIB,
          totalBytes / MIB,
          progress.lines(),
          eventsPerSecond());
    }
  }

  private long eventsPerSecond() {
    long millis = Math.max(1, (System.nanoTime() - start) / 1_000_000);
    return progress.lines() * 1000 / millis;
  }

  /** False when there is nothing more to show. */
  private static boolean sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
      return true;
    } catch (InterruptedException over) {
      return false;
    }
  }

  /** Shows the last state and ends. */
  void stop() {
    thread.interrupt();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (terminal) {
      out.println();
    }
  }
}
