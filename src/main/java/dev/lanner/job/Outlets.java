package dev.lanner.job;

import dev.lanner.sink.OutputLine;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the results of a job go. */
public interface Outlets {
  /** What results there are; the name is part of the ids of operators. */
  enum Kind {
    /** Detections. */
    DETECTIONS,
    /** Lines that are no event. */
    DEAD_LETTERS,
    /** Events that missed a window. */
    LATE,
    /** Files that could not be read to their end. */
    CUT_FILES,
    /** Numbers of the account, at the end of the input. */
    ACCOUNT
  }

  /** The sink for one kind of results; empty if nobody wants them. */
  Optional<Sink<OutputLine>> of(Kind kind);

  /** Whether sinks hold their task up at times, so that whoever makes results must not share it. */
  default boolean pause() {
    return false;
  }
}
