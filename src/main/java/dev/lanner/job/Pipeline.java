package dev.lanner.job;

import dev.lanner.correlate.ConfirmSettings;
import dev.lanner.correlate.Confirmation;
import dev.lanner.detect.DetectionSettings;
import dev.lanner.detect.MatchSettings;
import dev.lanner.detect.NameTiming;
import dev.lanner.detect.Names;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.Stages;
import dev.lanner.detect.World;
import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RawLine;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import dev.lanner.sink.JsonLines;
import dev.lanner.sink.OutputLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph, for bounded and unbounded input alike.
 *
 * @param rules the rules that hold from the start
 * @param world what rules' queries may ask for
 * @param names hosts and users
 * @param times which times count
 * @param dedup for how long an event is remembered; zero: duplicates are not looked for
 * @param confirm bounds of confirmation
 * @param naming when events are given names
 */
public record Pipeline(
    RuleSetDelta rules,
    World world,
    Names names,
    MatchSettings times,
    Duration dedup,
    ConfirmSettings confirm,
    NameTiming naming) {

  /** How long a record waits for rules its operator does not know yet, in event time. */
  private static final Duration PARK = Duration.ofHours(1);

  /**
   * Adds the graph to an environment; sources and sinks are the caller's.
   *
   * @param eventTime how event time goes on, if the source does not say so itself
   * @param deltas changes of the rules
   */
  public void addTo(
      StreamExecutionEnvironment environment,
      Source<RawLine, ?, ?> lineSource,
      WatermarkStrategy<RawLine> eventTime,
      DataStream<RuleSetDelta> deltas,
      Outlets outlets) {
    Stages stages =
        new Stages(
            rules,
            world,
            names,
            times,
            dedup.toMillis(),
            new DetectionSettings(confirm.holdMillis(), PARK.toMillis(), naming));
    List<DataStream<Count>> counts = new ArrayList<>();

    DataStream<RawLine> lines =
        environment
            .fromSource(lineSource, eventTime, Operators.LINES, Types.RAW_LINE)
            .uid(Operators.LINES);
    SingleOutputStreamOperator<CandidateEvent> matched =
        stages.match(lines, deltas, Operators.MATCH);
    counts.add(count(matched, Operators.MATCH));

    SingleOutputStreamOperator<?> evaluated = matched;
    DataStream<Detection> events;
    if (stages.evaluatesDirectly()) {
      events = matched.getSideOutput(Outputs.DETECTIONS);
    } else {
      SingleOutputStreamOperator<Detection> candidates =
          stages.candidates(matched, deltas, Operators.CANDIDATES);
      counts.add(count(candidates, Operators.CANDIDATES));
      evaluated = candidates;
      events = candidates;
    }

    DataStream<Partial> partials =
        stages.combine(evaluated.getSideOutput(Outputs.PARTIALS), Operators.COMBINE);
    SingleOutputStreamOperator<Detection> windows =
        stages.windows(
            stages.screen(partials, Operators.SCREEN_PARTIALS), deltas, Operators.WINDOWS);
    counts.add(count(windows, Operators.WINDOWS));
    SingleOutputStreamOperator<Detection> gathered =
        stages.gather(windows.getSideOutput(Outputs.GROUPS), deltas, Operators.GATHER);
    counts.add(count(gathered, Operators.GATHER));

    Confirmation confirmation =
        Confirmation.of(
            evaluated
                .getSideOutput(Outputs.TAGGED)
                .union(
                    windows.getSideOutput(Outputs.TAGGED), gathered.getSideOutput(Outputs.TAGGED)),
            confirm,
            new Confirmation.Names(
                Operators.CONFIRM_SCREEN,
                Operators.CONFIRM_HOLD,
                Operators.CONFIRM_GATE,
                Operators.CONFIRM_PATTERN,
                Operators.CONFIRM_RESOLVER));
    confirmation.counts().forEach((name, stream) -> counts.add(count(stream, name)));

    DataStream<Detection> candidates = events.union(windows, gathered, confirmation.detections());
    if (stages.repeats(candidates)) {
      SingleOutputStreamOperator<Detection> once = Stages.once(candidates, Operators.ONCE);
      counts.add(count(once, Operators.ONCE));
      candidates = once;
    }
    SingleOutputStreamOperator<Detection> throttled =
        Stages.throttle(
            candidates
                .filter(detection -> detection.throttle() != null)
                .uid(Operators.THROTTLED)
                .name(Operators.THROTTLED),
            Operators.THROTTLE);
    counts.add(count(throttled, Operators.THROTTLE));
    SingleOutputStreamOperator<Detection> detections =
        Stages.finish(
            candidates
                .filter(detection -> detection.throttle() == null)
                .uid(Operators.UNTHROTTLED)
                .name(Operators.UNTHROTTLED)
                .union(throttled),
            Operators.DETECTIONS);
    counts.add(count(detections, Operators.DETECTIONS));

    send(detections, JsonLines::of, Outlets.Kind.DETECTIONS, outlets);
    send(
        matched.getSideOutput(Outputs.DEAD_LETTERS),
        JsonLines::of,
        Outlets.Kind.DEAD_LETTERS,
        outlets);
    send(
        matched.getSideOutput(Outputs.CUT_FILES),
        JsonLines::ofCutFile,
        Outlets.Kind.CUT_FILES,
        outlets);
    send(evaluated.getSideOutput(Outputs.LATE), JsonLines::of, Outlets.Kind.LATE, outlets);
    outlets.watch(
        matched.getSideOutput(Outputs.RULES_APPLIED),
        evaluated.getSideOutput(Outputs.LATE),
        evaluated
            .getSideOutput(Outputs.MISSED)
            .union(windows.getSideOutput(Outputs.MISSED), gathered.getSideOutput(Outputs.MISSED)),
        detections);
    send(
        Stages.account(union(counts), Operators.ACCOUNT),
        count -> new OutputLine(count.counter(), Long.toString(count.value())),
        Outlets.Kind.ACCOUNT,
        outlets);
  }

  private static DataStream<Count> count(SingleOutputStreamOperator<?> operator, String name) {
    return count(operator.getSideOutput(Outputs.COUNTS), name);
  }

  private static DataStream<Count> count(SideOutputDataStream<Count> counts, String name) {
    return Stages.count(counts, Operators.COUNTS + name);
  }

  private static DataStream<Count> union(List<DataStream<Count>> streams) {
    DataStream<Count> all = streams.get(0);
    for (DataStream<Count> stream : streams.subList(1, streams.size())) {
      all = all.union(stream);
    }
    return all;
  }

  private static <T> void send(
      DataStream<T> results, MapFunction<T, OutputLine> line, Outlets.Kind kind, Outlets outlets) {
    Optional<Sink<OutputLine>> sink = outlets.of(kind);
    if (sink.isEmpty()) {
      return;
    }
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    SingleOutputStreamOperator<OutputLine> lines =
        results
            .map(line, OutputLine.TYPE)
            .uid(Operators.LINES_OF + name)
            .name(Operators.LINES_OF + name);
    DataStreamSink<OutputLine> out =
        lines.sinkTo(sink.get()).uid(Operators.OUT + name).name(Operators.OUT + name);
    if (outlets.pause()) {
      lines.startNewChain();
      if (kind != Outlets.Kind.DETECTIONS) {
        // Rare: more subtasks would only be more transactions.
        lines.setParallelism(1);
        out.setParallelism(1);
      }
    }
  }
}
