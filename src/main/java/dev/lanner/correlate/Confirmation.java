package dev.lanner.correlate;

import dev.lanner.detect.HoldingOperator;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.bounded.Screens;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Tagged;
import dev.lanner.detect.wire.Types;
import dev.lanner.detect.wire.Verdict;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Confirmation as part of a graph.
 *
 * @param detections candidates whose evidence was found
 * @param counts changes of the account, by the operator they come from
 */
public record Confirmation(
    DataStream<Detection> detections, Map<String, SideOutputDataStream<Count>> counts) {

  /** Names of the operators, which are their ids too; a batch has a screen, a stream a hold. */
  public record Names(String screen, String hold, String gate, String pattern, String resolver) {}

  /** Confirms the candidates among {@code tagged} by the evidence among them. */
  public static Confirmation of(DataStream<Tagged> tagged, ConfirmSettings settings, Names names) {
    Map<String, SideOutputDataStream<Count>> counts = new TreeMap<>();
    DataStream<Tagged> wanted;
    if (Screens.isBatch(tagged)) {
      wanted = Screens.of(tagged, new ConfirmScreening(settings), Types.TAGGED, names.screen);
    } else {
      SingleOutputStreamOperator<Tagged> hold = hold(tagged, settings, names);
      counts.put(names.hold, hold.getSideOutput(Outputs.COUNTS));
      wanted = hold;
    }
    SingleOutputStreamOperator<Tagged> gate =
        wanted
            .keyBy(Tagged::key, BasicTypeInfo.STRING_TYPE_INFO)
            .transform(names.gate, Types.TAGGED, new HoldingOperator<>(new ConfirmGate(settings)))
            .uid(names.gate)
            .name(names.gate);
    SingleOutputStreamOperator<Verdict> found =
        ConfirmPattern.apply(gate.keyBy(Tagged::key, BasicTypeInfo.STRING_TYPE_INFO), settings)
            .uid(names.pattern)
            .name(names.pattern);
    SingleOutputStreamOperator<Detection> resolved =
        found
            .union(gate.getSideOutput(Outputs.VERDICTS))
            .keyBy(verdict -> verdict.tagged().id(), BasicTypeInfo.STRING_TYPE_INFO)
            .process(new ConfirmResolver(settings), Types.DETECTION)
            .uid(names.resolver)
            .name(names.resolver);
    counts.put(names.gate, gate.getSideOutput(Outputs.COUNTS));
    counts.put(names.resolver, resolved.getSideOutput(Outputs.COUNTS));
    return new Confirmation(resolved, counts);
  }

  private static SingleOutputStreamOperator<Tagged> hold(
      DataStream<Tagged> tagged, ConfirmSettings settings, Names names) {
    return tagged
        .keyBy(ConfirmHold.group(), BasicTypeInfo.STRING_TYPE_INFO)
        .transform(names.hold, Types.TAGGED, new HoldingOperator<>(new ConfirmHold(settings)))
        .uid(names.hold)
        .name(names.hold);
  }
}
