package dev.lanner.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.detect.Counters;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Tagged;
import dev.lanner.detect.wire.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Confirmation by Flink CEP against its plain twin, and against timelines decided by hand. */
@Tag("slow")
class ConfirmationTest {
  private static final long HORIZON = 15 * 60_000;
  private static final long WITHIN = 60_000;
  private static final long START = 1_761_955_200_000L;

  /** All timelines of a test, each under a key of its own, so that one job runs them all. */
  private static final class Timelines {
    final List<Tagged> records = new ArrayList<>();
    final Set<String> expected = new TreeSet<>();

    void candidate(String timeline, String name, long arrival, long sensor) {
      String id = timeline + "/" + name;
      records.add(
          new Tagged(
              key(timeline), detection(id), id, START + arrival, START + sensor, WITHIN, 0, 1));
    }

    void evidence(String timeline, long arrival, long sensor) {
      records.add(Tagged.evidence(key(timeline), START + arrival, START + sensor, WITHIN));
    }

    void confirms(String timeline, String name) {
      expected.add(timeline + "/" + name);
    }
  }

  private static String key(String timeline) {
    return Keys.join(timeline, "cid", "rule", "hash", "0");
  }

  /** A detection that shows nothing but its id. */
  static Detection detection(String id) {
    return new Detection(
        id,
        "cid",
        new Detection.RuleInfo("rule", "hash", "title", 1, "low", List.of(), ""),
        START,
        -1,
        -1,
        "key",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        1,
        START,
        START,
        false,
        null,
        0);
  }

  private record Outcome(Set<String> confirmed, Map<String, Long> counts, long partial) {}

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void decidesTimelinesAsWritten(RuntimeExecutionMode mode) throws Exception {
    Timelines lines = new Timelines();
    lines.candidate("evidence first", "c", 10_000, 10_000);
    lines.evidence("evidence first", 0, 0);
    lines.confirms("evidence first", "c");

    lines.candidate("evidence later", "c", 0, 0);
    lines.evidence("evidence later", 10_000, 10_000);
    lines.confirms("evidence later", "c");

    lines.candidate("exactly within", "c", 0, 0);
    lines.evidence("exactly within", 60_000, 60_000);
    lines.confirms("exactly within", "c");

    lines.candidate("exactly within, before", "c", 60_000, 60_000);
    lines.evidence("exactly within, before", 0, 0);
    lines.confirms("exactly within, before", "c");

    lines.candidate("a millisecond more", "c", 0, 0);
    lines.evidence("a millisecond more", 60_001, 60_001);

    lines.candidate("sensor time decides", "c", 0, 0);
    lines.evidence("sensor time decides", 600_000, 60_000);
    lines.confirms("sensor time decides", "c");

    lines.candidate("arrival does not", "c", 0, 0);
    lines.evidence("arrival does not", 1, 61_000);

    lines.candidate("at the horizon", "c", 0, 0);
    lines.evidence("at the horizon", HORIZON, 0);
    lines.confirms("at the horizon", "c");

    lines.candidate("beyond the horizon", "c", 0, 0);
    lines.evidence("beyond the horizon", HORIZON + 1000, 0);

    lines.candidate("equal timestamps", "c", 0, 0);
    lines.evidence("equal timestamps", 0, 0);
    lines.confirms("equal timestamps", "c");

    lines.candidate("no evidence", "c1", 0, 0);
    lines.candidate("no evidence", "c2", 5, 5);

    lines.evidence("once", 0, 0);
    lines.evidence("once", 2000, 2000);
    lines.evidence("once", 4000, 4000);
    lines.candidate("once", "c", 3000, 3000);
    lines.confirms("once", "c");

    // A second full of evidence keeps its ends, and one of them is within.
    for (int i = 0; i < 1000; i += 10) {
      lines.evidence("thinned", i, 60_000 + i);
    }
    lines.candidate("thinned", "c", 0, 0);
    lines.confirms("thinned", "c");

    Outcome outcome = run(mode, 2, lines.records, new ConfirmSettings(HORIZON, 1000));

    assertEquals(lines.expected, ConfirmTwin.confirmed(lines.records, HORIZON));
    assertEquals(lines.expected, outcome.confirmed);
    assertEquals(0, outcome.partial);
    long candidates = lines.records.stream().filter(record -> !record.isEvidence()).count();
    assertEquals(Map.of(suppressed(), candidates - lines.expected.size()), outcome.counts);
  }

  private static String suppressed() {
    return Counters.suppressed("rule", "confirm");
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void agreesWithItsTwinOnRandomTimelines(RuntimeExecutionMode mode) throws Exception {
    long seed = 20261122;
    Random random = new Random(seed);
    Timelines lines = new Timelines();
    for (int t = 0; t < 150; t++) {
      int length = 2 + random.nextInt(20);
      for (int i = 0; i < length; i++) {
        long sensor = 1000L * random.nextInt(400) + (random.nextBoolean() ? 0 : random.nextInt(3));
        long delay = random.nextInt(4) == 0 ? random.nextInt(1_200_000) : random.nextInt(2000);
        if (random.nextInt(3) == 0) {
          lines.candidate("t" + t, "c" + i, sensor + delay, sensor);
        } else {
          lines.evidence("t" + t, sensor + delay, sensor);
        }
      }
    }
    Outcome outcome = run(mode, 2, lines.records, new ConfirmSettings(HORIZON, 1000));
    assertEquals(ConfirmTwin.confirmed(lines.records, HORIZON), outcome.confirmed, "seed " + seed);
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void boundsAHotKeyAndCountsIt(RuntimeExecutionMode mode) throws Exception {
    Timelines lines = new Timelines();
    // 300 candidates and 300 seconds of evidence far away from them, all of one key.
    for (int i = 0; i < 300; i++) {
      lines.candidate("hot", "c" + i, i, 0);
      lines.evidence("hot", i * 1000L, 200_000 + i * 1000L);
    }
    Outcome outcome = run(mode, 1, lines.records, new ConfirmSettings(HORIZON, 100));
    assertEquals(200, outcome.confirmed.size());
    assertEquals(200, outcome.partial);
    Map<String, Long> counts = new TreeMap<>();
    counts.put(suppressed(), 100L);
    counts.put(Counters.ofRule("rule", "unchecked"), 200L);
    counts.put(Counters.ofRule("rule", "evidenceDropped"), 200L);
    assertEquals(counts, outcome.counts);
  }

  /** A watermark after every record, so that time passes while records still come. */
  private static final class AfterEach implements WatermarkGenerator<Tagged> {
    @Override
    public void onEvent(Tagged record, long time, WatermarkOutput output) {
      output.emitWatermark(new Watermark(time - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static Outcome run(
      RuntimeExecutionMode mode, int parallelism, List<Tagged> records, ConfirmSettings settings)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    List<Tagged> byArrival = new ArrayList<>(records);
    byArrival.sort(Tagged.ORDER);
    DataStream<Tagged> source =
        environment
            .fromData(byArrival, Types.TAGGED)
            .setParallelism(1)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Tagged>forGenerator(context -> new AfterEach())
                    .withTimestampAssigner(
                        (SerializableTimestampAssigner<Tagged>) (record, before) -> record.time()))
            .setParallelism(1);
    Confirmation confirmation =
        Confirmation.of(
            source,
            settings,
            new Confirmation.Names("screen", "hold", "gate", "pattern", "resolver"));
    Iterator<DataStream<Count>> streams =
        new ArrayList<DataStream<Count>>(confirmation.counts().values()).iterator();
    DataStream<Count> counts = streams.next();
    while (streams.hasNext()) {
      counts = counts.union(streams.next());
    }
    CloseableIterator<Detection> detections = confirmation.detections().collectAsync();
    CloseableIterator<Count> counted = counts.collectAsync();
    environment.executeAsync();
    Set<String> confirmed = new TreeSet<>();
    long partial = 0;
    while (detections.hasNext()) {
      Detection detection = detections.next();
      assertTrue(confirmed.add(detection.id()), "twice: " + detection.id());
      partial += detection.partial() ? 1 : 0;
    }
    Map<String, Long> sums = new TreeMap<>();
    counted.forEachRemaining(count -> sums.merge(count.counter(), count.value(), Long::sum));
    // How much is held at a time hangs on the mode; that nothing is left does not.
    sums.remove(Counters.ofRule("rule", Counters.TASK_PEAK));
    return new Outcome(confirmed, sums, partial);
  }
}
