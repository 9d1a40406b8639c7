package dev.lanner.detect;

import dev.lanner.detect.bounded.Screens;
import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.ClosedGroup;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RawLine;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.MultipleConnectedStreams;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.transformations.MultipleInputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * The stations of an event as parts of a graph, in the order of the path (DESIGN section 3). Names
 * are ids of operators, too: state is found under them.
 *
 * @param initial the rules that hold until others come by broadcast
 * @param world what rules' queries may ask for
 * @param names hosts and users
 * @param times which times count
 * @param dedupMillis for how long an event is remembered
 * @param detection settings of the rest
 */
public record Stages(
    RuleSetDelta initial,
    World world,
    Names names,
    MatchSettings times,
    long dedupMillis,
    DetectionSettings detection) {

  /**
   * Lines to events that may match; without checkpoints in one task with the source of the lines.
   */
  public SingleOutputStreamOperator<CandidateEvent> match(
      DataStream<RawLine> lines, DataStream<RuleSetDelta> rules, String name) {
    StreamExecutionEnvironment environment = lines.getExecutionEnvironment();
    MultipleInputTransformation<CandidateEvent> operator =
        new MultipleInputTransformation<>(
            name,
            new MatchOperatorFactory(
                initial,
                world,
                times,
                !environment.getCheckpointConfig().isCheckpointingEnabled(),
                evaluatesDirectly()
                    ? Optional.of(new DirectEvaluation(names, detection))
                    : Optional.empty()),
            Types.CANDIDATE,
            lines.getParallelism());
    operator.addInput(lines.getTransformation());
    operator.addInput(rules.broadcast().getTransformation());
    environment.addOperator(operator);
    return new MultipleConnectedStreams(environment).transform(operator).uid(name).name(name);
  }

  /**
   * Whether events are evaluated where they are read: if nobody looks for duplicates, nothing has
   * to come together by sensor. {@link #match} has the side outputs of {@link #candidates} then,
   * and {@link Outputs#DETECTIONS}.
   */
  public boolean evaluatesDirectly() {
    return dedupMillis == 0;
  }

  /** Events that may match to detections of per-event rules, and what goes to the side outputs. */
  public SingleOutputStreamOperator<Detection> candidates(
      DataStream<CandidateEvent> events, DataStream<RuleSetDelta> rules, String name) {
    return besideRules(
        events.keyBy(CandidateEvent::key, BasicTypeInfo.LONG_TYPE_INFO),
        rules,
        new CandidateFunction(
            initial, world, names, dedupMillis, detection, Screens.isBatch(events)),
        detection.names().waitMillis(),
        name);
  }

  /** Parts of aggregates to fewer parts of aggregates, in one task with their maker. */
  public SingleOutputStreamOperator<Partial> combine(DataStream<Partial> partials, String name) {
    return partials.transform(name, Types.PARTIAL, new CombineOperator()).uid(name).name(name);
  }

  /** Parts of aggregates to those that may come to something, as far as can be told. */
  public DataStream<Partial> screen(DataStream<Partial> partials, String name) {
    return Screens.of(partials, new PartialScreening(), Types.PARTIAL, name);
  }

  /** Parts of aggregates to detections, or to groups that have to be gathered. */
  public SingleOutputStreamOperator<Detection> windows(
      DataStream<Partial> partials, DataStream<RuleSetDelta> rules, String name) {
    return besideRules(
        partials.keyBy(Partial::key, BasicTypeInfo.LONG_TYPE_INFO),
        rules,
        new WindowFunction(initial, world, detection),
        0,
        name);
  }

  /** Groups of closed windows to detections. */
  public SingleOutputStreamOperator<Detection> gather(
      DataStream<ClosedGroup> groups, DataStream<RuleSetDelta> rules, String name) {
    return besideRules(
        groups.keyBy(ClosedGroup::windowKey, BasicTypeInfo.STRING_TYPE_INFO),
        rules,
        new GatherFunction(initial, world, detection),
        0,
        name);
  }

  private static <K, I> SingleOutputStreamOperator<Detection> besideRules(
      KeyedStream<I, K> keyed,
      DataStream<RuleSetDelta> rules,
      KeyedBroadcastProcessFunction<K, I, RuleSetDelta, Detection> function,
      long behindMillis,
      String name) {
    if (Screens.isBatch(keyed)) {
      // Flink's own reads all rules first, and time only moves at the end.
      return keyed
          .connect(rules.broadcast(RuleSets.STATE))
          .process(function, Types.DETECTION)
          .uid(name)
          .name(name);
    }
    SingleOutputStreamOperator<Detection> stream =
        keyed
            .connect(rules.broadcast())
            .transform(name, Types.DETECTION, new KeyedRulesOperator<>(function, behindMillis));
    @SuppressWarnings("unchecked")
    TwoInputTransformation<I, RuleSetDelta, Detection> operator =
        (TwoInputTransformation<I, RuleSetDelta, Detection>) stream.getTransformation();
    operator.setStateKeyType(keyed.getKeyType());
    operator.setStateKeySelectors(keyed.getKeySelector(), null);
    return stream.uid(name).name(name);
  }

  /**
   * Whether detections of one id may come several times, of events that were delivered again. A
   * stream does not remember all ids: whoever reads it tells them apart.
   */
  public boolean repeats(DataStream<?> stream) {
    return evaluatesDirectly() && Screens.isBatch(stream);
  }

  /** Detections to one of each id. */
  public static SingleOutputStreamOperator<Detection> once(
      DataStream<Detection> detections, String name) {
    return detections
        .keyBy(Detection::id, BasicTypeInfo.STRING_TYPE_INFO)
        .process(new OnceFunction(), Types.DETECTION)
        .uid(name)
        .name(name);
  }

  /** Detections that have a throttle to those that get through it. */
  public static SingleOutputStreamOperator<Detection> throttle(
      DataStream<Detection> detections, String name) {
    return detections
        .keyBy(detection -> detection.throttle().key(), BasicTypeInfo.STRING_TYPE_INFO)
        .transform(name, Types.DETECTION, new HoldingOperator<>(new ThrottleFunction()))
        .uid(name)
        .name(name);
  }

  /** Counts detections on their way out. */
  public static SingleOutputStreamOperator<Detection> finish(
      DataStream<Detection> detections, String name) {
    return detections.process(new FinishFunction(), Types.DETECTION).uid(name).name(name);
  }

  /** Changes of the account to fewer of them, in one task with their maker. */
  public static SingleOutputStreamOperator<Count> count(DataStream<Count> counts, String name) {
    return counts.transform(name, Types.COUNT, new CountOperator()).uid(name).name(name);
  }

  /** Changes of the account to its numbers at the end of the input. */
  public static SingleOutputStreamOperator<Count> account(DataStream<Count> counts, String name) {
    return counts
        .keyBy(Count::counter, BasicTypeInfo.STRING_TYPE_INFO)
        .process(new AccountFunction(), Types.COUNT)
        .uid(name)
        .name(name)
        .setParallelism(1);
  }
}
