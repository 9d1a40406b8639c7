package dev.lanner.cli;

import dev.lanner.cql.compile.Inputs;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.value.Value;
import dev.lanner.events.archive.Archive;
import dev.lanner.events.archive.DataFile;
import dev.lanner.events.archive.LineReader;
import dev.lanner.events.decode.DecodeFailure;
import dev.lanner.events.decode.Decoded;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Events of {@code eval}: files and folders of JSON lines, compressed or not, one line in memory at
 * a time. A line that is no event is passed over and counted once.
 */
final class EventFiles implements Inputs {
  /** Stands for standard input. */
  static final Path STDIN = Path.of("-");

  private static final int SHOWN_FAILURES = 5;

  private final FieldTable fields;
  private final long start;
  private final long end;
  private final List<Input> files;
  private final Map<String, List<Input>> views;
  private final List<String> failures = new ArrayList<>();
  private long failed;
  private long cut;
  private boolean counted;

  private EventFiles(
      FieldTable fields, long start, long end, List<Input> files, Map<String, List<Input>> views) {
    this.fields = fields;
    this.start = start;
    this.end = end;
    this.files = files;
    this.views = views;
  }

  /**
   * Events of {@code files} with a time from {@code start} on and before {@code end}; an event
   * without a time is in, if neither was given.
   *
   * @param start epoch milliseconds, {@link Long#MIN_VALUE} for no bound
   * @param end epoch milliseconds, {@link Long#MAX_VALUE} for no bound
   */
  static EventFiles of(
      FieldTable fields, long start, long end, List<Input> files, Map<String, List<Input>> views) {
    return new EventFiles(fields, start, end, files, views);
  }

  /** Lines that can be read. */
  @FunctionalInterface
  interface Input {
    LineReader open() throws IOException;
  }

  /**
   * The files of events below the given paths.
   *
   * @param once whether each will be read once at most; otherwise standard input is copied to a
   *     file
   */
  static List<Input> find(List<Path> paths, InputStream stdin, boolean once) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (Path path : paths) {
      if (path.equals(STDIN) && once) {
        inputs.add(() -> LineReader.open("stdin", stdin, LineReader.MAX_LINE_BYTES));
      } else if (path.equals(STDIN)) {
        Path copy = Files.createTempFile("lanner-stdin", ".ndjson");
        copy.toFile().deleteOnExit();
        Files.copy(stdin, copy, StandardCopyOption.REPLACE_EXISTING);
        inputs.add(
            () -> LineReader.open("stdin", Files.newInputStream(copy), LineReader.MAX_LINE_BYTES));
      } else if (Files.isRegularFile(path)) {
        DataFile file = new DataFile(path.toString(), path, Files.size(path));
        inputs.add(() -> LineReader.open(file));
      } else {
        for (DataFile file : Archive.scan(path).events()) {
          inputs.add(() -> LineReader.open(file));
        }
      }
    }
    return inputs;
  }

  @Override
  public Iterable<? extends Event> events() {
    return () -> new Lines(files);
  }

  @Override
  public Iterable<? extends Event> view(String name) {
    return () -> new Lines(views.get(name));
  }

  /** One line for each of the first lines that could not be read, and how many there are. */
  List<String> failures() {
    List<String> told = new ArrayList<>(failures);
    if (failed > SHOWN_FAILURES) {
      told.add((failed - SHOWN_FAILURES) + " more lines are no events");
    }
    return told;
  }

  private void fail(String what, boolean wasCut) {
    if (!counted) {
      failed += wasCut ? 0 : 1;
      cut += wasCut ? 1 : 0;
      if (wasCut || failed <= SHOWN_FAILURES) {
        failures.add(what);
      }
    }
  }

  /** Whether a file broke off. */
  boolean isCut() {
    return cut > 0;
  }

  private final class Lines implements Iterator<Event> {
    private final FdrDecoder decoder = FdrDecoder.withoutTime(fields);
    private final int timestamp = fields.find("@timestamp");
    private final Iterator<Input> rest;
    private LineReader reader;
    private FdrEvent next;

    Lines(List<Input> files) {
      this.rest = files.iterator();
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        try {
          next = read();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return next != null;
    }

    @Override
    public Event next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      FdrEvent event = next;
      next = null;
      return event;
    }

    private FdrEvent read() throws IOException {
      while (reader != null || rest.hasNext()) {
        if (reader == null) {
          reader = rest.next().open();
        }
        switch (reader.next()) {
          case LINE -> {
            FdrEvent event = decoded();
            if (event != null && inTime(event)) {
              return event;
            }
          }
          case TOO_LONG -> fail(reader.location() + ": the line is too long", false);
          case CUT -> {
            fail(reader.location() + ": " + reader.cut().message(), true);
            close();
          }
          case END -> close();
        }
      }
      counted = true;
      return null;
    }

    private FdrEvent decoded() {
      Decoded decoded = decoder.decode(reader.buffer(), reader.offset(), reader.length());
      if (decoded instanceof FdrEvent event) {
        return event;
      }
      DecodeFailure failure = (DecodeFailure) decoded;
      if (failure.cause() != DecodeFailure.Cause.EMPTY) {
        fail(reader.location() + ": " + failure.message(), false);
      }
      return null;
    }

    private boolean inTime(FdrEvent event) {
      if (start == Long.MIN_VALUE && end == Long.MAX_VALUE) {
        return true;
      }
      Value time = Value.of(timestamp < 0 ? event.text("@timestamp") : event.text(timestamp));
      return time != null && time.isNumber() && time.asDouble() >= start && time.asDouble() < end;
    }

    private void close() throws IOException {
      reader.close();
      reader = null;
    }
  }
}
