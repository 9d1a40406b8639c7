package dev.lanner.job;

import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.RulesApplied;
import dev.lanner.sink.OutputLine;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

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

  /**
   * What a job tells of its own progress; nobody listens if this is left as it is.
   *
   * @param applied subtasks that evaluate by another rule set
   * @param late events that missed a window
   * @param givenUp events that were given up on their way
   * @param end the last of all streams: where its event time has come, all else has been
   */
  default void watch(
      DataStream<RulesApplied> applied,
      DataStream<LateEvent> late,
      DataStream<LateEvent> givenUp,
      DataStream<Detection> end) {}
}
