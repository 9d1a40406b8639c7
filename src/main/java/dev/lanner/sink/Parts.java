package dev.lanner.sink;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * The parts that a job wrote, and how they become one file: sorted by key, repeats dropped, in
 * bounded memory (what does not fit is sorted in runs on disk, which are then merged).
 */
public final class Parts {
  static final String SUFFIX = ".part";

  private static final String RUN_SUFFIX = ".run";
  private static final long DEFAULT_RUN_CHARACTERS = 64L << 20;

  private final Path folder;
  private final long runCharacters;

  /** The parts in a folder, which may not exist. */
  public Parts(Path folder) {
    this(folder, DEFAULT_RUN_CHARACTERS);
  }

  Parts(Path folder, long runCharacters) {
    this.folder = folder;
    this.runCharacters = runCharacters;
  }

  /** Receives lines in order. */
  @FunctionalInterface
  public interface LineConsumer {
    /** Takes a line. */
    void accept(OutputLine line) throws IOException;
  }

  /**
   * Writes the texts of all lines to a file, which is there as a whole or not at all.
   *
   * @return how many lines there are
   */
  public long writeTo(Path file) throws IOException {
    Path half = file.resolveSibling("." + file.getFileName() + ".half");
    long[] lines = new long[1];
    try (BufferedWriter out = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
      forEach(
          line -> {
            out.write(line.text());
            out.write('\n');
            lines[0]++;
          });
    }
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return lines[0];
  }

  /** Shows all lines in the order of their keys, each key once. */
  public void forEach(LineConsumer consumer) throws IOException {
    List<Path> runs = new ArrayList<>();
    List<OutputLine> block = new ArrayList<>();
    long size = 0;
    for (Path part : parts()) {
      try (Source source = new Source(part)) {
        for (OutputLine line = source.next(); line != null; line = source.next()) {
          block.add(line);
          size += line.key().length() + line.text().length();
          if (size > runCharacters) {
            runs.add(spill(block, runs.size()));
            block.clear();
            size = 0;
          }
        }
      }
    }
    block.sort(OutputLine.ORDER);
    if (runs.isEmpty()) {
      Once once = new Once(consumer);
      for (OutputLine line : block) {
        once.accept(line);
      }
    } else {
      runs.add(spill(block, runs.size()));
      merge(runs, new Once(consumer));
    }
  }

  private List<Path> parts() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private Path spill(List<OutputLine> block, int number) throws IOException {
    block.sort(OutputLine.ORDER);
    Path run = folder.resolve(number + RUN_SUFFIX);
    OutputLine.Wire wire = new OutputLine.Wire();
    try (DataOutputViewStreamWrapper out =
        new DataOutputViewStreamWrapper(
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run))))) {
      for (OutputLine line : block) {
        wire.write(line, out);
      }
    }
    return run;
  }

  private static void merge(List<Path> runs, LineConsumer consumer) throws IOException {
    PriorityQueue<Source> queue =
        new PriorityQueue<>(Comparator.comparing(source -> source.head.key()));
    List<Source> opened = new ArrayList<>();
    try {
      for (Path run : runs) {
        Source source = new Source(run);
        opened.add(source);
        if (source.next() != null) {
          queue.add(source);
        }
      }
      while (!queue.isEmpty()) {
        Source least = queue.poll();
        consumer.accept(least.head);
        if (least.next() != null) {
          queue.add(least);
        }
      }
    } finally {
      for (Source source : opened) {
        source.close();
      }
    }
  }

  /** Drops lines that have the key of the line before. */
  private static final class Once implements LineConsumer {
    private final LineConsumer consumer;
    private String last;

    Once(LineConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void accept(OutputLine line) throws IOException {
      if (!line.key().equals(last)) {
        last = line.key();
        consumer.accept(line);
      }
    }
  }

  /** The lines of one file, in its order. A last line that is not whole was never promised. */
  private static final class Source implements Closeable {
    private final OutputLine.Wire wire = new OutputLine.Wire();
    private final DataInputViewStreamWrapper in;
    private OutputLine head;

    Source(Path file) throws IOException {
      in = new DataInputViewStreamWrapper(new BufferedInputStream(Files.newInputStream(file)));
    }

    OutputLine next() throws IOException {
      try {
        head = wire.read(in, wire.version());
      } catch (EOFException end) {
        head = null;
      }
      return head;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
