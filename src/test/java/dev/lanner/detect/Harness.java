package dev.lanner.detect;

import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.lookups.Lookups;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** What the tests of operators share. */
final class Harness {
  static final World WORLD = () -> new RuleEnvironment(Lookups.NONE);
  static final Names NAMES = () -> FleetNames.NONE;
  static final DetectionSettings SETTINGS = settings(NameTiming.AT_ONCE);

  /** A full hour: 2025-11-01T00:00:00Z. */
  static final long START = 1_761_955_200_000L;

  private Harness() {}

  static DetectionSettings settings(NameTiming names) {
    return new DetectionSettings(900_000, 3_600_000, names);
  }

  static RuleSetDelta set(long number, Rule... rules) {
    return RuleJson.set(number, List.of(rules));
  }

  static <T, R> KeyedBroadcastOperatorTestHarness<String, T, RuleSetDelta, R> keyed(
      KeyedBroadcastProcessFunction<String, T, RuleSetDelta, R> function,
      KeySelector<T, String> key)
      throws Exception {
    return keyed(function, key, BasicTypeInfo.STRING_TYPE_INFO);
  }

  static <K, T, R> KeyedBroadcastOperatorTestHarness<K, T, RuleSetDelta, R> keyed(
      KeyedBroadcastProcessFunction<K, T, RuleSetDelta, R> function,
      KeySelector<T, K> key,
      TypeInformation<K> keyType)
      throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new KeyedRulesOperator<>(function), key, keyType, 1, 1, 0);
  }

  /** The operator of candidates. */
  static KeyedBroadcastOperatorTestHarness<Long, CandidateEvent, RuleSetDelta, Detection>
      candidates(RuleSetDelta rules, long dedupMillis, boolean sortedInput) throws Exception {
    return keyed(
        new CandidateFunction(rules, WORLD, NAMES, dedupMillis, SETTINGS, sortedInput),
        CandidateEvent::key,
        BasicTypeInfo.LONG_TYPE_INFO);
  }

  /** The operator of candidates, as of a stream, with names of some archive. */
  static KeyedBroadcastOperatorTestHarness<Long, CandidateEvent, RuleSetDelta, Detection>
      candidates(RuleSetDelta rules, FleetNames fleet, NameTiming names, boolean sortedInput)
          throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new KeyedRulesOperator<>(
            new CandidateFunction(
                rules, WORLD, () -> fleet, 3_600_000, settings(names), sortedInput),
            names.waitMillis()),
        CandidateEvent::key,
        BasicTypeInfo.LONG_TYPE_INFO,
        1,
        1,
        0);
  }

  /** An event of a host, seconds after the start, with more fields as name and value in turn. */
  static String line(String type, String id, long second, String... fields) {
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < fields.length; i += 2) {
      field(line, fields[i], fields[i + 1]);
    }
    field(line, "event_simpleName", type);
    field(line, "id", id);
    field(line, "aid", "aid1");
    field(line, "cid", "cid1");
    field(line, "ComputerName", "HOST-1");
    line.append("\"timestamp\":\"").append(START + second * 1000).append("\"}");
    return line.toString();
  }

  private static void field(StringBuilder line, String name, String text) {
    line.append('"').append(name).append("\":\"").append(text).append("\",");
  }

  /** A candidate for the given queries of a set. */
  static CandidateEvent candidate(long set, String line, long second, int... queries) {
    return new CandidateEvent(
        set,
        queries,
        CandidateEvent.keyOf("cid1", "aid1"),
        START + second * 1000,
        false,
        line.getBytes(StandardCharsets.UTF_8));
  }

  /** The sums of what was counted. */
  static Map<String, Long> counts(AbstractStreamOperatorTestHarness<?> harness) {
    Map<String, Long> counts = new TreeMap<>();
    if (harness.getSideOutput(Outputs.COUNTS) != null) {
      for (StreamRecord<Count> count : harness.getSideOutput(Outputs.COUNTS)) {
        counts.merge(count.getValue().counter(), count.getValue().value(), Long::sum);
      }
    }
    return counts;
  }

  static long count(AbstractStreamOperatorTestHarness<?> harness, String counter) {
    return counts(harness).getOrDefault(counter, 0L);
  }

  /** How many entries the operator's keyed state has. */
  static int entries(AbstractStreamOperatorTestHarness<?> harness) {
    return ((HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend())
        .numKeyValueStateEntries();
  }
}
